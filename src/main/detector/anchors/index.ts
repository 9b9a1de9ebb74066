import { kmeans } from './kmeans'
import { anchorGrid, placeAnchors } from './place'
import { retina } from './retina'
import { ssd } from './ssd'
import type { AnchorKind, AnchorRule, AnchorSet, AnchorShape, AnchorSpec } from './types'

/** All rules for anchor shapes. */
export const anchorRules = { retina, ssd, kmeans } satisfies {
  [K in AnchorKind]: AnchorRule<Extract<AnchorSpec, { kind: K }>>
}

/** Shapes of each level under a rule, px of the network input. */
export function anchorShapes(
  spec: AnchorSpec,
  input: { width: number; height: number },
  strides: readonly number[],
): AnchorShape[][] {
  const rule = anchorRules[spec.kind] as AnchorRule<AnchorSpec>
  return rule.shapes(spec, input, strides)
}

/** All anchors of a network: strides from the finest level to the coarsest. */
export function createAnchors(
  spec: AnchorSpec,
  input: { width: number; height: number },
  strides: readonly number[],
): AnchorSet {
  const shapes = anchorShapes(spec, input, strides)
  return placeAnchors(strides.map((stride, k) => ({ ...anchorGrid(input, stride), shapes: shapes[k] })))
}
