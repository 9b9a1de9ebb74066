import { useMemo } from 'react'
import type { ClassRecord } from '../../../shared/annotation/schema'
import type { ProposalId } from '../../../shared/ids'
import type { Proposal } from '../../../shared/proposals/schema'
import type { AnnotatorController } from '../controller'
import { colorsOf, NO_CLASS_COLOR } from '../paint/colorsOf'
import { FILL, paintBox, paintFocus, paintLabel } from '../paint/paint'
import { proposalAt } from '../tools/proposalAt'
import { boxToScreen, type StageSize, toImage } from '../view/viewport'
import { CanvasLayer } from './CanvasLayer'
import { LABEL_REACH_PX, REACH_PX, type Shape } from './canvasAround'

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
  const shapes = (): Shape[] => {
    const { view } = controller
    const hovered = hoveredNow()
    const isLookedAt = (proposal: Proposal) => proposal.id === selectedId || proposal === hovered
    const colorOf = ({ classId }: Proposal) => colors.get(classId) ?? NO_CLASS_COLOR
    // The best last, so that it lies on top.
    const placed = shown.toReversed().map((proposal) => ({ proposal, on: boxToScreen(view, proposal) }))
    const boxes = placed.map(({ proposal, on }) => ({
      on,
      reach: REACH_PX,
      paint: (ctx: CanvasRenderingContext2D) =>
        paintBox(ctx, on, {
          color: colorOf(proposal),
          fill: isLookedAt(proposal) ? FILL : 0,
          dash: [6, 4],
        }),
    }))
    const words = placed
      .filter(({ proposal, on }) => on.x2 - on.x1 >= LABELLED_FROM_PX || isLookedAt(proposal))
      .map(({ proposal, on }) => ({
        on,
        reach: LABEL_REACH_PX,
        paint: (ctx: CanvasRenderingContext2D) => {
          if (proposal.id === selectedId) paintFocus(ctx, on)
          const text = `${names.get(proposal.classId) ?? ''} ${proposal.score.toFixed(2)}`
          paintLabel(ctx, on, text, colorOf(proposal))
        },
      }))
    return [...boxes, ...words]
  }
  const news = () => [controller.view, hoveredNow()]
  return <CanvasLayer controller={controller} stage={stage} shapes={shapes} news={news} />
}
