import { useEffect, useMemo, useState } from 'react'
import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { DEEP_TYPE, type DeepPicture, unpackDeep } from '../../shared/images/deepPicture'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { learnDepth } from '../state/labels/depthWindow'
import { reportError } from '../state/studio/notices'
import { decodeAtLeast, fetchPicture } from './decodePicture'
import { bitmapThrough, isDeepPicture, readFrom, useDraftWhileMoving, useShownWindow } from './deepPictures'

/** Decoded pictures kept at hand: the one in sight and its neighbours. */
const KEPT = 5
/** Longest side of a first sight, CSS px: it fills the canvas; closer looks get the whole. */
const FIRST_SIDE_PX = 1600

type Row = Pick<ImageRow, 'id' | 'width' | 'height'>

/** What a picture came as: decoded, or 16 bits that a window makes a bitmap of. */
type Loaded = ImageBitmap | DeepPicture

const kept = new Map<ImageId, Promise<Loaded>>()

/** Loads and decodes a picture, upright, as large as the screen needs; rejects where it cannot be read. */
export function loadPicture(image: Row): Promise<Loaded> {
  const held = kept.get(image.id)
  if (held !== undefined) {
    kept.delete(image.id)
    kept.set(image.id, held)
    return held
  }
  const side = FIRST_SIDE_PX * window.devicePixelRatio
  const loading = fetchPicture(image.id).then<Loaded>((file) =>
    file.type === DEEP_TYPE ? openDeep(image.id, file) : decodeAtLeast(file, image, side),
  )
  kept.set(image.id, loading)
  // A picture that could not be read is asked for again the next time: it may have come back.
  loading.catch(() => kept.delete(image.id))
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest)
  return loading
}

async function openDeep(imageId: ImageId, file: Blob): Promise<DeepPicture> {
  // Without an answer the picture's own range is seen.
  const [bytes] = await Promise.all([file.arrayBuffer(), learnDepth(imageId).catch(reportError)])
  return unpackDeep(bytes)
}

/** Loads a picture ahead of its turn. */
export function prefetchPicture(image: Row): void {
  loadPicture(image).catch(() => {
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

/** The picture to show: the last one stays until the new one is there. */
export function usePicture(image: Row): ShownPicture | null {
  const [shown, setShown] = useState<{ imageId: ImageId; picture: Loaded | null } | null>(null)
  const { id: imageId, width, height } = image
  useEffect(() => {
    let isWanted = true
    loadPicture({ id: imageId, width, height }).then(
      (picture) => isWanted && setShown({ imageId, picture }),
      () => isWanted && setShown({ imageId, picture: null }),
    )
    return () => {
      isWanted = false
    }
  }, [imageId, width, height])
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

/** All pixels of a picture that is looked at closely; null while they are not there, or where tiles show them. */
export function useWholePicture(image: Row, isWanted: boolean): ImageBitmap | null {
  const [whole, setWhole] = useState<{ imageId: ImageId; bitmap: ImageBitmap } | null>(null)
  const isAsked = isWanted && image.width * image.height <= TILED_FROM_PIXELS
  const imageId = image.id
  useEffect(() => {
    if (!isAsked) return
    let isGone = false
    let made: ImageBitmap | null = null
    fetchPicture(imageId)
      .then((file) => createImageBitmap(file))
      .then((bitmap) => {
        made = bitmap
        if (!isGone) setWhole({ imageId, bitmap })
        else bitmap.close()
      })
      // What was shown first stays, less sharp.
      .catch(() => undefined)
    return () => {
      isGone = true
      setWhole(null)
      // After the frame that may still draw it.
      setTimeout(() => made?.close(), 500)
    }
  }, [imageId, isAsked])
  return whole?.imageId === imageId ? whole.bitmap : null
}
