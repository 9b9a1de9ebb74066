import { placeAnchors } from '../anchors/place'
import type { AnchorSet } from '../anchors/types'
import { type Architecture, pyramidGrid } from './architecture'

const known = new WeakMap<Architecture, Map<string, AnchorSet>>()

/**
 * Anchors of a network that is shown pictures of another size than its own: the same shapes, px, on the grids of that
 * size. Placed once for each size.
 */
export function anchorsAt(architecture: Architecture, input: { width: number; height: number }): AnchorSet {
  const bySize = known.get(architecture) ?? new Map<string, AnchorSet>()
  known.set(architecture, bySize)
  const key = `${input.width}x${input.height}`
  const anchors =
    bySize.get(key) ??
    placeAnchors(
      architecture.levels.map(({ level, stride, shapes }) => ({
        stride,
        ...pyramidGrid(input, level),
        shapes,
      })),
    )
  bySize.set(key, anchors)
  return anchors
}
