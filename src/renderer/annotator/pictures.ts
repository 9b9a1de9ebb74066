import { useEffect, useMemo, useState } from 'react'
import type { ImageRow } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { TILED_FROM_PIXELS } from '../../shared/images/pyramid'
import { decodeAtLeast, fetchPicture } from './decodePicture'

/** Decoded pictures kept at hand: the one in sight and its neighbours. */
const KEPT = 5
/** Longest side of a first sight, CSS px: it fills the canvas; closer looks get the whole. */
const FIRST_SIDE_PX = 1600

type Row = Pick<ImageRow, 'id' | 'width' | 'height'>

const kept = new Map<ImageId, Promise<ImageBitmap>>()
/** Those of them that are decoded. */
const decoded = new Map<ImageId, ImageBitmap>()

/** Loads and decodes a picture, upright, as large as the screen needs; rejects where it cannot be read. */
export function loadPicture(image: Row): Promise<ImageBitmap> {
  const held = kept.get(image.id)
  if (held !== undefined) {
    kept.delete(image.id)
    kept.set(image.id, held)
    return held
  }
  const side = FIRST_SIDE_PX * window.devicePixelRatio
  const loading = fetchPicture(image.id).then((file) => decodeAtLeast(file, image, side))
  kept.set(image.id, loading)
  loading.then(
    (bitmap) => kept.get(image.id) === loading && decoded.set(image.id, bitmap),
    // A picture that could not be read is asked for again the next time: it may have come back.
    () => kept.delete(image.id),
  )
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) {
    kept.delete(oldest)
    decoded.delete(oldest)
  }
  return loading
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
}

/** The picture to show: at once where it is decoded, else the last one stays until it is. */
export function usePicture(image: Row): ShownPicture | null {
  const [shown, setShown] = useState<ShownPicture | null>(null)
  const { id: imageId, width, height } = image
  const ready = shown?.imageId === imageId ? undefined : decoded.get(imageId)
  const now = useMemo(() => (ready === undefined ? null : { imageId, element: ready }), [imageId, ready])
  useEffect(() => {
    let isWanted = true
    loadPicture({ id: imageId, width, height }).then(
      (element) => isWanted && setShown({ imageId, element }),
      () => isWanted && setShown({ imageId, element: null }),
    )
    return () => {
      isWanted = false
    }
  }, [imageId, width, height])
  return now ?? shown
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
