import { useMemo } from 'react'
import type { ClassRecord } from '../../../shared/annotation/schema'
import type { ProposalId } from '../../../shared/ids'
import type { Proposal } from '../../../shared/proposals/schema'
import { colorsOf, NO_CLASS_COLOR } from '../colorsOf'
import type { AnnotatorController } from '../controller'
import { FILL, paintBox, paintFocus, paintLabel } from '../paint'
import { proposalAt } from '../proposalAt'
import { boxToScreen, type StageSize, toImage } from '../viewport'
import { CanvasLayer } from './CanvasLayer'

export interface ProposalsShown {
  /** By falling score. */
  shown: readonly Proposal[]
  selectedId: ProposalId | null
}

interface ProposalLayerProps extends ProposalsShown {
  controller: AnnotatorController
  stage: StageSize
  classes: readonly ClassRecord[]
}

/** A narrower box would drown under its words: they come as one zooms in, or where it is looked at. */
const LABELLED_FROM_PX = 44

/** What a model would draw: dashed, in the colour of its class, with its score. */
export function ProposalLayer({ controller, stage, classes, shown, selectedId }: ProposalLayerProps) {
  const colors = useMemo(() => colorsOf(classes), [classes])
  const names = useMemo(() => new Map(classes.map(({ id, name }) => [id, name])), [classes])
  const hoveredNow = () => {
    const { state, view } = controller
    const pointer = state.at === 'idle' && state.hover === null ? state.pointer : null
    return pointer === null ? null : proposalAt(shown, toImage(view, pointer))
  }
  const paint = (ctx: CanvasRenderingContext2D) => {
    const { view } = controller
    const hovered = hoveredNow()
    // The best last, so that it lies on top.
    for (const proposal of shown.toReversed()) {
      const color = colors.get(proposal.classId) ?? NO_CLASS_COLOR
      const isLookedAt = proposal.id === selectedId || proposal === hovered
      paintBox(ctx, boxToScreen(view, proposal), { color, fill: isLookedAt ? FILL : 0, dash: [6, 4] })
    }
    for (const proposal of shown.toReversed()) {
      const on = boxToScreen(view, proposal)
      const isLookedAt = proposal.id === selectedId || proposal === hovered
      if (on.x2 - on.x1 < LABELLED_FROM_PX && !isLookedAt) continue
      const color = colors.get(proposal.classId) ?? NO_CLASS_COLOR
      if (proposal.id === selectedId) paintFocus(ctx, on)
      paintLabel(ctx, on, `${names.get(proposal.classId) ?? ''} ${proposal.score.toFixed(2)}`, color)
    }
    return shown.length > 0
  }
  const news = () => [controller.view, hoveredNow()]
  return <CanvasLayer controller={controller} stage={stage} paint={paint} news={news} />
}
