/** Width and height of an anchor, px of the network input. */
export type AnchorShape = readonly [width: number, height: number]

/** The grid of one pyramid level: cell (row, column) has its centre at ((column + 0.5) stride, (row + 0.5) stride). */
export interface AnchorGrid {
  /** Network-input px per cell; a fraction where a map does not divide the input evenly. */
  stride: number
  rows: number
  columns: number
}

/** A level before its anchors are placed. */
export interface AnchorLevelSpec extends AnchorGrid {
  shapes: readonly AnchorShape[]
}

/** A level with its place in the list of all anchors. */
export interface AnchorLevel extends AnchorLevelSpec {
  /** Index of its first anchor. */
  start: number
  /** Anchors on it: rows * columns * shapes. */
  count: number
}

/** All anchors of a network: level by level from the finest, row by row, column by column, shape by shape. */
export interface AnchorSet {
  /** Corners [N*4], px of the network input. */
  boxesXyxyPx: Float32Array
  numAnchors: number
  /** Shapes of each level. */
  anchorsPerCell: number[]
  levels: AnchorLevel[]
}

/** Settings of the `retina` rule, see retina.ts. */
export interface RetinaAnchorSpec {
  kind: 'retina'
  /** Side of the first octave over the stride. */
  scale: number
  octaves: number
  /** Height over width. */
  ratios: readonly number[]
}

/** Settings of the `ssd` rule, see ssd.ts. */
export interface SsdAnchorSpec {
  kind: 'ssd'
  /** Side of the square box on the first and the last level, as a share of the input. */
  minScale: number
  maxScale: number
  /** Width over height; each one also stands for its inverse; by level, the last one for all levels beyond. */
  ratios: readonly (readonly number[])[]
}

/** Settings of the `kmeans` rule, see kmeans.ts. */
export interface KmeansAnchorSpec {
  kind: 'kmeans'
  /** Shapes of each level, finest first, px of the network input: found once, then fixed. */
  shapes: readonly (readonly AnchorShape[])[]
}

export type AnchorSpec = RetinaAnchorSpec | SsdAnchorSpec | KmeansAnchorSpec
export type AnchorKind = AnchorSpec['kind']

/** A rule for shapes: what each level's cells hold. */
export interface AnchorRule<S extends AnchorSpec> {
  name: S['kind']
  /** Shapes of each level, px of the network input. */
  shapes(spec: S, input: { width: number; height: number }, strides: readonly number[]): AnchorShape[][]
}
