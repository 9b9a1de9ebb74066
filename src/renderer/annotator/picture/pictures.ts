import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ImageId } from '../../../shared/ids'
import { type DeepPicture, unpackDeep } from '../../../shared/images/deepPicture'
import { ENLARGED_AT_MOST, FIRST_SIDE_PX } from '../../../shared/images/firstSight'
import { TILED_FROM_PIXELS } from '../../../shared/images/pyramid'
import { imageUrl } from '../../../shared/ipc/images'
import { learnDepth } from '../../state/labels/depthWindow'
import { reportError } from '../../state/studio/notices'
import { fitWhole, type StageSize } from '../view/viewport'
import { decodeAside } from './decoding/decodeAside'
import { type Eighths, eighthsFor } from './decoding/decodeJpeg'
import { createTurns, type Turn } from './decoding/turns'
import { bitmapThrough, isDeepPicture, readFrom, useDraftWhileMoving, useShownWindow } from './deepPictures'

/** Decoded pictures kept at hand: the one in sight and its neighbours. */
const KEPT = 5

type Row = Pick<ImageRow, 'id' | 'width' | 'height'>

/** What a picture came as: decoded, or 16 bits that a window makes a bitmap of. */
type Loaded = ImageBitmap | DeepPicture

/** How much of a picture a canvas needs: so many eighths of its pixels, and whether a first sight has as many. */
interface Need {
  eighths: Eighths
  variant: 'first' | 'full'
}

interface Kept {
  need: Need
  turn: Turn<Loaded>
  /** Once it is there. */
  picture?: Loaded
}

const kept = new Map<ImageId, Kept>()
const inTurn = createTurns()

/** The canvas that was shown last: what is read ahead will be seen in one like it. */
let lastStage: StageSize | null = null
/** So much of the window's width the panels take as they come. */
const PANELS_SHARE = 0.35

const stageAhead = (): StageSize =>
  lastStage ?? { width: innerWidth * (1 - PANELS_SHARE), height: innerHeight }

/** What a canvas needs to show a picture whole. */
function firstNeed(image: Row, stage: StageSize): Need {
  if (image.width === 0 || stage.width === 0) return { eighths: 8, variant: 'first' }
  const scale = fitWhole(image, stage).scale * window.devicePixelRatio
  const side = Math.max(image.width, image.height) * scale
  // Of a huge picture tiles show the rest.
  const isEnough = side <= FIRST_SIDE_PX * ENLARGED_AT_MOST || image.width * image.height > TILED_FROM_PIXELS
  return { eighths: eighthsFor(image, side), variant: isEnough ? 'first' : 'full' }
}

const isMet = (need: Need, by: Need) =>
  by.eighths >= need.eighths && (need.variant === 'first' || by.variant === 'full')

/** Loads and decodes a picture, upright, as large as a canvas needs; rejects where it cannot be read. */
export function loadPicture(image: Row, stage = stageAhead(), isAhead = false): Promise<Loaded> {
  const need = firstNeed(image, stage)
  const held = kept.get(image.id)
  if (held !== undefined && isMet(need, held.need)) {
    kept.delete(image.id)
    kept.set(image.id, held)
    if (!isAhead) held.turn.hurry()
    return held.turn.result
  }
  const turn = inTurn(() => decode(image, need), isAhead)
  // A smaller one is shown until it is there.
  const next: Kept = { need, turn, ...(held?.picture && { picture: held.picture }) }
  kept.delete(image.id)
  kept.set(image.id, next)
  turn.result.then(
    (picture) => {
      next.picture = picture
    },
    // A picture that could not be read is asked for again the next time: it may have come back.
    () => kept.get(image.id) === next && kept.delete(image.id),
  )
  for (const [oldest, { turn: unwanted }] of [...kept].slice(0, Math.max(0, kept.size - KEPT))) {
    kept.delete(oldest)
    unwanted.drop()
  }
  return turn.result
}

async function decode({ id, ...size }: Row, { eighths, variant }: Need): Promise<Loaded> {
  const picture = await decodeAside({ url: imageUrl(id, variant), size, eighths })
  if (picture instanceof ImageBitmap) return picture
  // Without an answer the picture's own range is seen.
  await learnDepth(id).catch(reportError)
  return unpackDeep(picture)
}

/** Loads a picture before it is shown; ahead of its turn, or now where it is as good as asked for. */
export function prefetchPicture(image: Row, isAhead = true): void {
  loadPicture(image, stageAhead(), isAhead).catch(() => {
    // It is shown as broken when its turn comes.
  })
}

export interface ShownPicture {
  imageId: ImageId
  /** null: the picture cannot be shown. */
  element: ImageBitmap | null
  /** Its samples, where it has 16 bits. */
  deep: DeepPicture | null
}

/** The picture to show on a canvas: at once where it is decoded, else the last one stays until it is. */
export function usePicture(image: Row, stage: StageSize): ShownPicture | null {
  const { id: imageId, width, height } = image
  const last = useRef<{ imageId: ImageId; picture: Loaded | null } | null>(null)
  const [, showIt] = useReducer((n: number) => n + 1, 0)
  // Before it is laid out nothing is known of its size, and nothing is shown.
  const need = stage.width === 0 ? null : firstNeed(image, stage)
  const ready = kept.get(imageId)?.picture
  if (ready !== undefined && last.current?.picture !== ready) last.current = { imageId, picture: ready }
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the canvas's size only what it needs counts
  useEffect(() => {
    if (need === null) return
    lastStage = stage
    let isWanted = true
    const show = (picture: Loaded | null) => {
      if (!isWanted || (last.current?.imageId === imageId && last.current.picture === picture)) return
      last.current = { imageId, picture }
      // At once, and with its effects: the next frame has it.
      flushSync(showIt)
    }
    loadPicture({ id: imageId, width, height }, stage).then(show, () => show(null))
    return () => {
      isWanted = false
    }
  }, [imageId, width, height, need?.eighths, need?.variant])
  const shown = last.current
  const picture = shown?.picture ?? null
  const deep = picture !== null && isDeepPicture(picture) ? picture : null
  const depthWindow = useShownWindow(shown?.imageId ?? imageId, deep)
  const mapped = useDraftWhileMoving(deep, depthWindow)
  useEffect(() => {
    if (shown !== null && deep !== null) readFrom(shown.imageId, deep)
  }, [shown, deep])
  return useMemo(() => {
    if (shown === null) return null
    const { imageId } = shown
    if (deep === null || mapped === null || depthWindow === null)
      return { imageId, element: picture as ImageBitmap | null, deep: null }
    return { imageId, element: bitmapThrough(mapped, depthWindow), deep }
  }, [shown, picture, deep, mapped, depthWindow])
}

/** The samples of a picture that has 16 bits; null where it has not, and until they are there. */
export function useDeepPicture(image: Row | null): DeepPicture | null {
  const [found, setFound] = useState<{ imageId: ImageId; picture: DeepPicture } | null>(null)
  useEffect(() => {
    let isWanted = image !== null
    if (image === null) return
    loadPicture(image).then(
      (picture) => isWanted && isDeepPicture(picture) && setFound({ imageId: image.id, picture }),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [image])
  return found !== null && found.imageId === image?.id ? found.picture : null
}

/**
 * So many eighths of a picture that is looked at closely; while they are not there the last ones, or null. Null too where
 * none are wanted, or where tiles show it.
 */
export function useCloserPicture(
  image: Row,
  eighths: Eighths | null,
): { bitmap: ImageBitmap; eighths: Eighths } | null {
  const [closer, setCloser] = useState<{
    imageId: ImageId
    bitmap: ImageBitmap
    eighths: Eighths
  } | null>(null)
  const { id: imageId, width, height } = image
  const asked = width * height <= TILED_FROM_PIXELS ? eighths : null
  const held = closer?.imageId === imageId ? closer : null
  const missing = asked !== null && asked > (held?.eighths ?? 0) ? asked : null
  useEffect(() => {
    if (missing === null) return
    let isGone = false
    decodeAside({ url: imageUrl(imageId, 'full'), size: { width, height }, eighths: missing }).then(
      (bitmap) => {
        if (!(bitmap instanceof ImageBitmap)) return
        if (isGone) bitmap.close()
        else setCloser({ imageId, bitmap, eighths: missing })
      },
      // What was shown first stays, less sharp.
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [imageId, width, height, missing])
  useEffect(() => {
    if (closer === null) return
    // After the frame that may still draw it.
    return () => void setTimeout(() => closer.bitmap.close(), 500)
  }, [closer])
  useEffect(() => {
    if (asked === null) setCloser(null)
  }, [asked])
  return held
}
