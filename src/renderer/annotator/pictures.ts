import { useEffect, useState } from 'react'
import type { ImageId } from '../../shared/ids'
import { imageUrl } from '../../shared/ipc/images'

/** Decoded pictures kept at hand: the one in sight and its neighbours. */
const KEPT = 5

const kept = new Map<ImageId, Promise<HTMLImageElement>>()

/** Loads and decodes a picture, upright; rejects where it cannot be read. */
export function loadPicture(imageId: ImageId): Promise<HTMLImageElement> {
  const held = kept.get(imageId)
  if (held !== undefined) {
    kept.delete(imageId)
    kept.set(imageId, held)
    return held
  }
  const element = new Image()
  element.src = imageUrl(imageId, 'full')
  const loading = element.decode().then(() => element)
  kept.set(imageId, loading)
  // A picture that could not be read is asked for again the next time: it may have come back.
  loading.catch(() => kept.delete(imageId))
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest)
  return loading
}

/** Loads a picture ahead of its turn. */
export function prefetchPicture(imageId: ImageId): void {
  loadPicture(imageId).catch(() => {
    // It is shown as broken when its turn comes.
  })
}

export interface ShownPicture {
  imageId: ImageId
  /** null: the picture cannot be shown. */
  element: HTMLImageElement | null
}

/** The picture to show: the last one stays until the new one is there. */
export function usePicture(imageId: ImageId): ShownPicture | null {
  const [shown, setShown] = useState<ShownPicture | null>(null)
  useEffect(() => {
    let isWanted = true
    loadPicture(imageId).then(
      (element) => isWanted && setShown({ imageId, element }),
      () => isWanted && setShown({ imageId, element: null }),
    )
    return () => {
      isWanted = false
    }
  }, [imageId])
  return shown
}
