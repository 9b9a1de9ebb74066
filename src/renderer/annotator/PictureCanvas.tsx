import { ImageOff } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BoxRecord, BoxXyxyPx, ClassRecord, ImageRow, MarkRecord } from '../../shared/annotation/schema'
import type { BoxId } from '../../shared/ids'
import type { Detection } from '../../shared/review/schema'
import { afterFrame } from '../components/afterFrame'
import { EmptyState } from '../components/EmptyState'
import { t } from '../language/t'
import { pictureShown } from '../state/project/firstPicture'
import { usePreferences } from '../state/studio/preferences'
import { isPlain, plainTone, type Tone } from '../state/studio/tone'
import { classColor } from '../theme/classColors'
import { setActiveAnnotator } from './active'
import { AnnotatorController, type Host } from './controller'
import { BoxLayer } from './layers/BoxLayer'
import { ImageLayer } from './layers/ImageLayer'
import { OverlayLayer } from './layers/OverlayLayer'
import { ProposalLayer, type ProposalsShown } from './layers/ProposalLayer'
import { RestingGround } from './layers/RestingGround'
import { WeightLayer, type WeightOverlay } from './layers/WeightLayer'
import { valueText } from './picture/deepPictures'
import { usePicture } from './picture/pictures'
import { createPatchReader } from './picture/pixelPatches'
import { ToneFilter } from './picture/ToneFilter'
import { cursorOf } from './tools/machine'
import type { Snapping } from './tools/snap'
import { useController } from './useController'
import { pointerHandlers, useWheelAndPanKey } from './usePointer'
import { Minimap } from './view/Minimap'
import { useElementSize } from './view/useElementSize'
import { ViewReadout } from './view/ViewReadout'
import './PictureCanvas.css'

/** What makes the canvas one to draw on; without it, it only shows. */
export interface Editing extends Host {
  tool: 'draw' | 'select'
  selected: readonly BoxId[]
  /** Of the next box; null while there is none. */
  currentClass: ClassRecord | null
  /** A box that waits for the name of its class. */
  pending: BoxXyxyPx | null
  /** Boxes that the hand may select but not change. */
  locked?: ReadonlySet<BoxId>
  /** Boxes that were put before or behind the others. */
  layers?: ReadonlyMap<BoxId, number>
  /** What edges are drawn to, and whether they are without being asked. */
  snap?: { isOn: boolean; toPicture: boolean; toBoxes: boolean; toPixels: boolean }
}

interface PictureCanvasProps {
  image: ImageRow
  boxes: readonly BoxRecord[]
  classes: readonly ClassRecord[]
  marks?: readonly MarkRecord[]
  detections?: readonly Detection[]
  /** Brought to the middle, with ground around it. */
  focus?: BoxXyxyPx | null
  /** Where the loss looks, drawn over the picture and under the boxes. */
  weights?: WeightOverlay | null
  editing?: Editing
  /** Boxes that a model proposes, in a layer of their own. */
  proposals?: ProposalsShown
  /** Boxes of the previous picture that are offered; the first in hand is the one with the id. */
  ghosts?: { boxes: readonly BoxRecord[]; currentId: BoxId | null }
  /** Boxes that say the same as another one. */
  doubled?: ReadonlySet<BoxId>
  /** How the picture is shown. */
  tone?: Tone
  minimap?: boolean
  /** What keys do here that do something else elsewhere, for those who hear the screen. */
  description?: string
  /** Why this picture may not be read, in place of the words for a broken one. */
  closed?: ReactNode
  /** Boxes, marks and detections are not drawn. */
  bare?: boolean
  /** What floats above the picture, given the controller. */
  children?: (controller: AnnotatorController) => ReactNode
}

const none: readonly never[] = []
const nobody: ReadonlySet<never> = new Set()
const noLayers: ReadonlyMap<BoxId, number> = new Map()
const onlyLooking: Host = { create() {}, change() {}, select() {} }

/** A picture with its boxes: to look at in the Review room, to draw on in the Label room. */
export function PictureCanvas(props: PictureCanvasProps) {
  const { image, classes, marks = none, detections = none, focus = null, editing, bare = false } = props
  const container = useRef<HTMLDivElement>(null)
  const host = useRef<Host>(onlyLooking)
  host.current = editing ?? onlyLooking
  const [controller] = useState(() => new AnnotatorController(throughRef(host)))
  const stage = useElementSize(container)
  const shown = usePicture(image, stage)
  const isShown = shown?.imageId === image.id
  const isBroken = isShown && shown.element === null
  const held = useHeld({ image, boxes: props.boxes }, isShown)
  const selected = isShown && editing !== undefined ? editing.selected : none
  const picture = shown?.element ?? null
  const size = useMemo(() => sizeOf(held.image, picture), [held.image, picture])
  const onSharp = useCallback((isSharp: boolean) => {
    if (container.current !== null) container.current.dataset.sharp = isSharp ? 'yes' : 'no'
  }, [])
  const isEditable = editing !== undefined && isShown && !isBroken
  const tool = editing?.tool ?? 'select'
  const locked: ReadonlySet<BoxId> = editing?.locked ?? nobody
  const stack = editing?.layers ?? noLayers
  const tone = props.tone ?? plainTone
  const snapSources = useSnapping(editing?.snap, picture, size)
  const snap = editing?.snap?.isOn === true ? snapSources : null

  useEffect(() => (isShown ? afterFrame(pictureShown) : undefined), [isShown])
  useEffect(() => setActiveAnnotator(controller), [controller])
  useWheelAndPanKey(controller, container)
  useEffect(() => {
    controller.setScene({
      tool,
      editable: isEditable,
      image: size,
      boxes: held.boxes,
      selected,
      locked,
      layers: stack,
      snap,
      snapSources,
    })
  }, [controller, tool, isEditable, size, held.boxes, selected, locked, stack, snap, snapSources])
  useEffect(() => {
    // Leaving a picture ends whatever the hand was doing on it.
    if (image.id !== shown?.imageId) controller.interrupt()
  }, [controller, image.id, shown?.imageId])
  usePlacing(controller, held.image, size, stage, isShown ? focus : null)

  const cursor = useController(controller, (c) =>
    cursorOf(c.state, { tool, editable: isEditable, locked }, c.panReady),
  )
  const drawClass = editing?.currentClass ?? null
  const layers = { controller, classes, selected, boxes: bare ? none : held.boxes }
  return (
    <div
      ref={container}
      className="picture-canvas"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas takes keys (nudge, Tab through the boxes)
      tabIndex={0}
      aria-label={t('Picture {{path}}, {{boxes}} boxes', { path: image.path, boxes: held.boxes.length })}
      aria-description={props.description}
      data-testid="picture-canvas"
      data-image={shown?.imageId}
      data-state={isBroken ? 'broken' : isShown ? 'shown' : 'loading'}
      data-toned={!isPlain(tone)}
      data-tool={editing === undefined ? 'look' : tool}
      style={{ cursor }}
      {...pointerHandlers(controller)}
    >
      {stage.width > 0 && (
        <div className="picture-layers">
          <RestingGround controller={controller} stage={stage} size={size}>
            <ImageLayer
              controller={controller}
              image={held.image}
              picture={picture}
              deep={shown?.deep ?? null}
              size={size}
              stage={stage}
              onSharp={onSharp}
            />
            {isShown && props.weights && <WeightLayer size={size} {...props.weights} />}
            <BoxLayer
              boxes={layers.boxes}
              classes={classes}
              selected={selected}
              marks={bare ? none : marks}
              detections={bare ? none : detections}
              doubled={bare ? nobody : (props.doubled ?? nobody)}
            />
          </RestingGround>
          {isShown && !bare && props.proposals && (
            <ProposalLayer controller={controller} stage={stage} classes={classes} {...props.proposals} />
          )}
          <OverlayLayer
            {...layers}
            drawColor={drawClass === null ? '#ffffff' : classColor(drawClass.color)}
            drawName={drawClass?.name ?? ''}
            isDrawing={isEditable && tool === 'draw'}
            editable={isEditable}
            pending={editing?.pending ?? null}
            focus={isShown ? focus : null}
            stage={stage}
            locked={locked}
            ghosts={isShown && !bare ? props.ghosts : undefined}
          />
        </div>
      )}
      {isBroken && (
        // What is pressed in it is no gesture on the canvas.
        <div className="picture-broken" onPointerDown={(event) => event.stopPropagation()}>
          {props.closed ?? (
            <EmptyState icon={ImageOff} title={t('This picture cannot be shown')} testId="picture-broken">
              <span className="mono">{image.path}</span>
              <br />
              {t(
                '{{problem}} Put the file right and come back, or go on to the next picture: it is left out of training.',
                { problem: image.problem ?? t('Its file is missing or damaged.') },
              )}
            </EmptyState>
          )}
        </div>
      )}
      <ViewReadout
        controller={controller}
        valueAt={isShown && shown.deep !== null ? (x, y) => valueText(image.id, size, x, y) : undefined}
      />
      {!isPlain(tone) && <ToneFilter tone={tone} />}
      {props.minimap === true && isShown && !isBroken && (
        <Minimap controller={controller} imageId={image.id} size={size} />
      )}
      {props.children?.(controller)}
    </div>
  )
}

/** Keeps the last value until the new one may be shown. */
function useHeld<T>(value: T, isCurrent: boolean): T {
  const held = useRef(value)
  if (isCurrent) held.current = value
  return held.current
}

/** What edges may be drawn to on this picture; null where nothing may. */
function useSnapping(
  manners: Editing['snap'] | undefined,
  picture: ImageBitmap | null,
  size: { width: number; height: number },
): Snapping | null {
  const readPatch = useMemo(
    () => (picture === null ? null : createPatchReader(picture, size)),
    [picture, size],
  )
  const { toPicture = false, toBoxes = false, toPixels = false } = manners ?? {}
  const isNothing = !toPicture && !toBoxes && !toPixels
  return useMemo(
    () =>
      isNothing ? null : { picture: toPicture, neighbours: toBoxes, readPatch: toPixels ? readPatch : null },
    [isNothing, toPicture, toBoxes, toPixels, readPatch],
  )
}

/** Where the picture lies when it or the focus changes: fitted, on the focus, or as it was. */
function usePlacing(
  controller: AnnotatorController,
  image: ImageRow,
  size: { width: number; height: number },
  stage: { width: number; height: number },
  focus: BoxXyxyPx | null,
): void {
  const placed = useRef<string | null>(null)
  useEffect(() => {
    if (stage.width === 0) return
    controller.setStage(stage)
    const at = focus === null ? '' : `${focus.x1} ${focus.y1} ${focus.x2} ${focus.y2}`
    const place = `${image.id} ${size.width}x${size.height} ${at}`
    if (placed.current === place) return
    const keepsView = placed.current !== null && focus === null && usePreferences.getState().keepView
    placed.current = place
    if (focus !== null) controller.focus(focus)
    else if (!keepsView) controller.fit()
  }, [controller, image.id, size, stage, focus])
}

function sizeOf(image: ImageRow, element: ImageBitmap | null): { width: number; height: number } {
  if (image.width > 0 && image.height > 0) return { width: image.width, height: image.height }
  return { width: element?.width ?? 1, height: element?.height ?? 1 }
}

function throughRef(host: { readonly current: Host }): Host {
  return {
    create: (box) => host.current.create(box),
    change: (label, pairs) => host.current.change(label, pairs),
    select: (ids) => host.current.select(ids),
    tap: (point, hit) => host.current.tap?.(point, hit),
  }
}
