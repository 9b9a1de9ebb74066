import { useEffect, useState } from 'react'
import type { ImageId } from '../../../shared/ids'
import { type DeepPicture, deepToCanvas, unpackDeep } from '../../../shared/images/deepPicture'
import { type DepthWindow, windowTable } from '../../../shared/images/depthWindow'
import { imageUrl } from '../../../shared/ipc/images'
import { shownWindow, useDepth } from '../../state/labels/depthWindow'
import type { ImageSize } from '../types'

/** A replaced bitmap may still be drawn in the frame at hand. */
const CLOSE_AFTER_MS = 500
/** All pixels follow a window once it rests for so long; what was seen first follows at once. */
const REST_MS = 150

const made = new WeakMap<DeepPicture, { window: DepthWindow; bitmap: ImageBitmap }>()
/** The finest pixels at hand of the pictures looked at last, for reading values. */
const finest = new Map<ImageId, DeepPicture>()
const MOST_READ = 2

export const isDeepPicture = (picture: object): picture is DeepPicture => 'samples' in picture

/** The picture through a window; asked again with the same one it is the same bitmap. */
export function bitmapThrough(picture: DeepPicture, window: DepthWindow): ImageBitmap {
  const before = made.get(picture)
  if (before?.window === window) return before.bitmap
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const image = new ImageData(deepToCanvas(picture, windowTable(window)), picture.width)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  const bitmap = canvas.transferToImageBitmap()
  made.set(picture, { window, bitmap })
  if (before !== undefined) setTimeout(() => before.bitmap.close(), CLOSE_AFTER_MS)
  return bitmap
}

/** Pixels mapped while the hand moves a window, at most about so many: 10 ms. */
const DRAFT_PIXELS = 800_000
const drafts = new WeakMap<DeepPicture, DeepPicture>()

/** Every second, third, … pixel of a picture: what follows the hand while it moves a window. */
function draftOf(picture: DeepPicture): DeepPicture {
  const { width, height, channels, samples } = picture
  const step = Math.ceil(Math.sqrt((width * height) / DRAFT_PIXELS))
  if (step === 1) return picture
  const known = drafts.get(picture)
  if (known !== undefined) return known
  const size = { width: Math.ceil(width / step), height: Math.ceil(height / step) }
  const few = new Uint16Array(size.width * size.height * channels)
  for (let y = 0, to = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++)
      for (let c = 0, at = (y * width + x) * step * channels; c < channels; c++) few[to++] = samples[at++]
  const draft = { ...picture, ...size, samples: few }
  drafts.set(picture, draft)
  return draft
}

/** What to map: a draft while its window is being moved, else all of it. */
export function useDraftWhileMoving(
  picture: DeepPicture | null,
  window: DepthWindow | null,
): DeepPicture | null {
  const [rested, setRested] = useState({ picture, window })
  useEffect(() => {
    const timer = setTimeout(() => setRested({ picture, window }), REST_MS)
    return () => clearTimeout(timer)
  }, [picture, window])
  // Another picture is shown at once as it is.
  const isMoving = picture !== null && rested.picture === picture && rested.window !== window
  return isMoving ? draftOf(picture) : picture
}

/** The window in force on a picture; null where it has no 16 bits. */
export function useShownWindow(imageId: ImageId, picture: DeepPicture | null): DepthWindow | null {
  return useDepth((state) => (picture === null ? null : shownWindow(state, imageId, picture)))
}

/** All pixels of a 16-bit picture that is looked at closely, through the window; null while they are not there. */
export function useWholeDeep(
  imageId: ImageId,
  first: DeepPicture | null,
  isWanted: boolean,
): ImageBitmap | null {
  const [whole, setWhole] = useState<{ imageId: ImageId; picture: DeepPicture } | null>(null)
  const isAsked = isWanted && first !== null
  useEffect(() => {
    if (!isAsked) return
    let isGone = false
    fetch(imageUrl(imageId, 'deep'))
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`the picture was answered with ${answer.status}`)
        const picture = unpackDeep(await answer.arrayBuffer())
        if (isGone) return
        setWhole({ imageId, picture })
        readFrom(imageId, picture)
      })
      // What was shown first stays, less sharp.
      .catch(() => undefined)
    return () => {
      isGone = true
      setWhole(null)
    }
  }, [imageId, isAsked])
  const window = useShownWindow(imageId, first)
  const settled = useSettled(window)
  if (whole?.imageId !== imageId || window === null || settled !== window) return null
  return bitmapThrough(whole.picture, window)
}

/** Values are read from these pixels from here on. */
export function readFrom(imageId: ImageId, picture: DeepPicture): void {
  finest.delete(imageId)
  finest.set(imageId, picture)
  for (const oldest of [...finest.keys()].slice(0, Math.max(0, finest.size - MOST_READ)))
    finest.delete(oldest)
}

/** The samples of a pixel in words, "≈" before means of some pixels; null outside or where there are none. */
export function valueText(imageId: ImageId, size: ImageSize, x: number, y: number): string | null {
  const picture = finest.get(imageId)
  if (picture === undefined || x < 0 || y < 0 || x >= size.width || y >= size.height) return null
  const { width, height, channels, samples } = picture
  const column = Math.floor((Math.floor(x) * width) / size.width)
  const row = Math.floor((Math.floor(y) * height) / size.height)
  const at = (row * width + column) * channels
  const values = samples.subarray(at, at + (channels >= 3 ? 3 : 1)).join(' ')
  return width === size.width ? values : `≈ ${values}`
}

function useSettled(window: DepthWindow | null): DepthWindow | null {
  const [settled, setSettled] = useState(window)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(window), REST_MS)
    return () => clearTimeout(timer)
  }, [window])
  return settled
}
