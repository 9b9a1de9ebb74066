import type { AnchorGrid, AnchorLevel, AnchorLevelSpec, AnchorSet } from './types'

/** Grid of a level: ceil(input / stride) cells a side, as padded convolutions leave them. */
export function anchorGrid(input: { width: number; height: number }, stride: number): AnchorGrid {
  return { stride, rows: Math.ceil(input.height / stride), columns: Math.ceil(input.width / stride) }
}

/** Puts every shape of every level on every cell centre; anchors are not clipped to the input. */
export function placeAnchors(specs: readonly AnchorLevelSpec[]): AnchorSet {
  const levels: AnchorLevel[] = []
  let numAnchors = 0
  for (const { stride, rows, columns, shapes } of specs) {
    const count = rows * columns * shapes.length
    levels.push({
      stride,
      rows,
      columns,
      shapes: shapes.map(([w, h]) => [w, h] as const),
      start: numAnchors,
      count,
    })
    numAnchors += count
  }
  const boxesXyxyPx = new Float32Array(numAnchors * 4)
  for (const level of levels) placeLevel(level, boxesXyxyPx)
  return { boxesXyxyPx, numAnchors, anchorsPerCell: levels.map((level) => level.shapes.length), levels }
}

function placeLevel({ stride, rows, columns, shapes, start }: AnchorLevel, boxesXyxyPx: Float32Array): void {
  let offset = start * 4
  for (let row = 0; row < rows; row++) {
    const cy = (row + 0.5) * stride
    for (let column = 0; column < columns; column++) {
      const cx = (column + 0.5) * stride
      for (const [width, height] of shapes) {
        boxesXyxyPx[offset++] = cx - width / 2
        boxesXyxyPx[offset++] = cy - height / 2
        boxesXyxyPx[offset++] = cx + width / 2
        boxesXyxyPx[offset++] = cy + height / 2
      }
    }
  }
}
