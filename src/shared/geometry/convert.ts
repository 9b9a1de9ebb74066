import type { Box, FlatBoxes } from './box'

/** A box by its top left corner and size, as COCO writes it. */
export interface BoxXywh {
  x: number
  y: number
  width: number
  height: number
}

/** A box by its centre and size, as SSD and YOLO write it. */
export interface BoxCxcywh {
  cx: number
  cy: number
  width: number
  height: number
}

/** Corners to top left corner and size. */
export function xyxyToXywh(box: Box): BoxXywh {
  return { x: box.x1, y: box.y1, width: box.x2 - box.x1, height: box.y2 - box.y1 }
}

/** Top left corner and size to corners. */
export function xywhToXyxy(box: BoxXywh): Box {
  return { x1: box.x, y1: box.y, x2: box.x + box.width, y2: box.y + box.height }
}

/** Corners to centre and size. */
export function xyxyToCxcywh(box: Box): BoxCxcywh {
  return {
    cx: (box.x1 + box.x2) / 2,
    cy: (box.y1 + box.y2) / 2,
    width: box.x2 - box.x1,
    height: box.y2 - box.y1,
  }
}

/** Centre and size to corners. */
export function cxcywhToXyxy(box: BoxCxcywh): Box {
  return {
    x1: box.cx - box.width / 2,
    y1: box.cy - box.height / 2,
    x2: box.cx + box.width / 2,
    y2: box.cy + box.height / 2,
  }
}

/** Pixels to shares of a picture's sides; throws where the picture has no size. */
export function pixelsToNormalised(box: Box, width: number, height: number): Box {
  if (!(width > 0 && height > 0))
    throw new RangeError(`a picture of ${width} x ${height} px has no sides to divide by`)
  return { x1: box.x1 / width, y1: box.y1 / height, x2: box.x2 / width, y2: box.y2 / height }
}

/** Shares of a picture's sides to pixels. */
export function normalisedToPixels(box: Box, width: number, height: number): Box {
  return { x1: box.x1 * width, y1: box.y1 * height, x2: box.x2 * width, y2: box.y2 * height }
}

/** Flat corners [N*4] to flat centres and sizes [N*4], in a new array of the same kind. */
export function flatXyxyToCxcywh<T extends FlatBoxes>(boxesXyxy: T): T {
  const boxesCxcywh = boxesXyxy.slice() as T
  for (let i = 0; i + 3 < boxesXyxy.length; i += 4) {
    boxesCxcywh[i] = (boxesXyxy[i] + boxesXyxy[i + 2]) / 2
    boxesCxcywh[i + 1] = (boxesXyxy[i + 1] + boxesXyxy[i + 3]) / 2
    boxesCxcywh[i + 2] = boxesXyxy[i + 2] - boxesXyxy[i]
    boxesCxcywh[i + 3] = boxesXyxy[i + 3] - boxesXyxy[i + 1]
  }
  return boxesCxcywh
}
