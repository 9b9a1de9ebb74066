import type { BoxXyxyPx } from '../../shared/annotation/schema'

/**
 * The part of a picture to show around a box: the box takes about half of it, at the given aspect
 * (width over height), shifted back inside the picture where it would stick out.
 */
export function contextRegion(
  box: BoxXyxyPx,
  image: { width: number; height: number },
  aspect: number,
): BoxXyxyPx {
  const wanted = 2 * Math.max(box.x2 - box.x1, (box.y2 - box.y1) * aspect, 24)
  const width = Math.min(wanted, image.width, image.height * aspect)
  const height = width / aspect
  const x1 = clamp((box.x1 + box.x2 - width) / 2, 0, image.width - width)
  const y1 = clamp((box.y1 + box.y2 - height) / 2, 0, image.height - height)
  return { x1, y1, x2: x1 + width, y2: y1 + height }
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))
