import { memo, useEffect, useMemo } from 'react'
import type { BoxRecord, BoxXyxyPx } from '../../../shared/annotation/schema'
import { area } from '../../../shared/geometry/box'
import type { BoxId, ImageId } from '../../../shared/ids'
import { useKeys } from '../../actions/useKeys'
import { nextPart } from '../../actions/view/nextPart'
import { type Editing, PictureCanvas } from '../../annotator/PictureCanvas'
import { prefetchPicture } from '../../annotator/picture/pictures'
import { proposalAt } from '../../annotator/tools/proposalAt'
import type { ImagePoint } from '../../annotator/types'
import { displayChord } from '../../keys/displayChord'
import { t } from '../../language/t'
import { useLanguage } from '../../language/useLanguage'
import { useBoxView, visibleBoxes } from '../../state/labels/boxView'
import { newBox } from '../../state/labels/classes'
import { useDepth } from '../../state/labels/depthWindow'
import { doubledAmong } from '../../state/labels/doubled'
import { commit } from '../../state/labels/edits'
import { offerGhosts, useGhosts, useStandingGhosts } from '../../state/labels/ghosts'
import { currentBoxes, currentClass, useSelection } from '../../state/labels/selection'
import { shownImages } from '../../state/labels/shownImages'
import { readDocument, rowOf, useProject } from '../../state/project/project'
import {
  readProposals,
  selectProposal,
  shownProposals,
  useProposals,
  useStandingProposals,
} from '../../state/proposals/proposals'
import { usePreferences } from '../../state/studio/preferences'
import { isPlain, plainTone, useTone } from '../../state/studio/tone'
import { BoxMenu } from './BoxMenu'
import { HintLine } from './HintLine'
import { NameTheClass } from './NameTheClass'
import { RootNotice, useClosedRoot } from './RootsBanner'
import { useSettledId } from './settled'
import { TakenOutBanner } from './TakenOutBanner'
import { ToolPill } from './ToolPill'
import { CanvasCard } from './tools/CanvasCard'
import { GhostBanner } from './tools/GhostBanner'
import { PropagateCard } from './tools/PropagateCard'

const noBoxes: readonly never[] = []

/** The picture in hand, to be drawn on. */
export function LabelCanvas() {
  const settledId = useSettledId()
  const settled = useProject((state) => rowOf(state, settledId))
  usePrefetch(settledId)
  if (settled === null) return <div className="label-canvas" />
  return (
    <div className="label-canvas">
      <BoxMenu>
        <PictureInHand />
      </BoxMenu>
      <ToolPill />
      <GhostBanner />
      <TakenOutBanner />
      <CanvasCard image={settled} />
      <PropagateCard />
    </div>
  )
}

/** The canvas alone goes along with the selection: a step to another picture renders nothing else before its frame. */
const PictureInHand = memo(function PictureInHand() {
  useLanguage()
  const imageId = useSelection((state) => state.imageId)
  const image = useProject((state) => rowOf(state, imageId))
  const document = useProject((state) => (imageId === null ? undefined : state.documents.get(imageId)))
  const classes = useProject((state) => state.classes)
  const isReadOnly = useProject((state) => state.summary?.readOnly !== false)
  const isBare = useSelection((state) => state.boxesHidden || state.peeking)
  const editing = useEditing()
  const shown = useStandingProposals(imageId)
  const selectedId = useProposals((state) => state.selectedId)
  const hasBox = useSelection((state) => state.selected.length > 0)
  const proposals = useMemo(
    () => ({ shown, selectedId: hasBox ? null : selectedId }),
    [shown, selectedId, hasBox],
  )
  const canvas = usePreferences((state) => state.canvas)
  const tone = useTone((state) => state.tone)
  const all = document?.boxes ?? noBoxes
  const boxes = useVisible(all)
  const doubled = doubledAmong(all)
  const ghosts = useGhostsShown()
  const closedRoot = useClosedRoot(image)
  const [wayOn] = useKeys(nextPart)
  useEffect(() => {
    if (imageId !== null) void readProposals(imageId)
    void offerGhosts(imageId)
    if (usePreferences.getState().canvas.keepTone) return
    if (!isPlain(useTone.getState().tone)) useTone.setState({ tone: plainTone })
    if (useDepth.getState().carried !== null) useDepth.setState({ carried: null })
  }, [imageId])

  if (image === null) return null
  return (
    <PictureCanvas
      // A folder that is allowed now: its pictures are asked for again.
      key={closedRoot === null ? 'open' : 'closed'}
      image={image}
      boxes={boxes}
      doubled={doubled}
      tone={tone}
      minimap={canvas.minimap}
      {...(wayOn === undefined
        ? {}
        : {
            description: t('Tab goes through the boxes, {{key}} on to the next part of the window', {
              key: displayChord(wayOn),
            }),
          })}
      closed={closedRoot === null ? undefined : <RootNotice root={closedRoot} />}
      ghosts={ghosts}
      marks={document?.marks ?? noBoxes}
      classes={classes}
      bare={isBare}
      proposals={proposals}
      {...(isReadOnly || document === undefined ? {} : { editing })}
    >
      {(controller) => (
        <>
          <NameTheClass controller={controller} />
          <HintLine controller={controller} />
        </>
      )}
    </PictureCanvas>
  )
})

/** The boxes that are drawn; the hand reaches no others. */
function useVisible(all: readonly BoxRecord[]): readonly BoxRecord[] {
  const hidden = useBoxView((state) => state.hidden)
  const hiddenClasses = useBoxView((state) => state.hiddenClasses)
  const layers = useBoxView((state) => state.layers)
  return useMemo(
    () => visibleBoxes(all, { hidden, hiddenClasses, layers }),
    [all, hidden, hiddenClasses, layers],
  )
}

function useGhostsShown(): { boxes: readonly BoxRecord[]; currentId: BoxId | null } {
  const boxes = useStandingGhosts()
  const selectedId = useGhosts((state) => state.selectedId)
  return useMemo(
    () => ({ boxes, currentId: (boxes.find(({ id }) => id === selectedId) ?? boxes[0])?.id ?? null }),
    [boxes, selectedId],
  )
}

/** What the canvas may do here: every gesture becomes one edit. */
function useEditing(): Editing {
  const tool = useSelection((state) => state.tool)
  const selected = useSelection((state) => state.selected)
  const classId = useSelection((state) => state.classId)
  const pending = useSelection((state) => state.naming)
  const classes = useProject((state) => state.classes)
  const drawn = currentClass(classes, classId)
  const locked = useBoxView((state) => state.locked)
  const layers = useBoxView((state) => state.layers)
  const { snap, snapToPicture, snapToBoxes, snapToPixels } = usePreferences((state) => state.canvas)
  return useMemo(
    () => ({
      tool,
      selected,
      pending,
      currentClass: drawn,
      locked,
      layers,
      snap: { isOn: snap, toPicture: snapToPicture, toBoxes: snapToBoxes, toPixels: snapToPixels },
      create,
      change: (label, pairs) => commit({ label, boxes: { changed: pairs.map(([a, b]) => [a, b]) } }),
      select: (ids) => useSelection.setState({ selected: ids }),
      tap,
    }),
    [tool, selected, pending, drawn, locked, layers, snap, snapToPicture, snapToBoxes, snapToPixels],
  )
}

/** A click selects the proposal there, unless a smaller box was meant. */
function tap(point: ImagePoint, hit: BoxId | null): void {
  const proposal = proposalAt(shownProposals(), point)
  const box = currentBoxes().find(({ id }) => id === hit)
  if (proposal !== null && (box === undefined || area(proposal) < area(box))) selectProposal(proposal.id)
  else selectProposal(null)
}

/** A drawn box gets the current class; where there is none yet, it waits for a name. */
function create(box: BoxXyxyPx): void {
  const { imageId, classId } = useSelection.getState()
  const { classes } = useProject.getState()
  const record = currentClass(classes, classId)
  if (imageId === null) return
  if (record === null) {
    useSelection.setState({ naming: box })
    return
  }
  const drawn = { ...newBox(box, record.id), imageId }
  if (commit({ label: `Draw ${record.name}`.slice(0, 200), boxes: { added: [drawn] } })) {
    useSelection.setState({ selected: [drawn.id], classId: record.id })
  }
}

/** Neighbours are decoded ahead: the next picture is there at once. */
function usePrefetch(imageId: ImageId | null): void {
  useEffect(() => {
    const shown = shownImages()
    const place = shown.findIndex((image) => image.id === imageId)
    if (place < 0) return
    // After the picture itself has had its turn.
    const timer = setTimeout(() => {
      for (const neighbour of [shown[place + 1], shown[place - 1], shown[place + 2]]) {
        if (neighbour === undefined || neighbour.problem !== null) continue
        prefetchPicture(neighbour)
        void readDocument(neighbour.id)
        void readProposals(neighbour.id)
      }
    }, 150)
    return () => clearTimeout(timer)
  }, [imageId])
}
