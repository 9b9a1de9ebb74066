import type { AnchorLevel } from './types'

/** Cells of one level whose centres lie in a rectangle: rows [rowStart, rowEnd), columns [columnStart, columnEnd). */
export interface CellRange {
  rowStart: number
  rowEnd: number
  columnStart: number
  columnEnd: number
}

/** Cells with centres within reachX and reachY (px) of a point; the range may be empty. */
export function cellsNear(
  level: AnchorLevel,
  centreX: number,
  centreY: number,
  reachX: number,
  reachY: number,
): CellRange {
  const { stride, rows, columns } = level
  return {
    columnStart: Math.max(0, Math.ceil((centreX - reachX) / stride - 0.5)),
    columnEnd: Math.min(columns, Math.floor((centreX + reachX) / stride - 0.5) + 1),
    rowStart: Math.max(0, Math.ceil((centreY - reachY) / stride - 0.5)),
    rowEnd: Math.min(rows, Math.floor((centreY + reachY) / stride - 0.5) + 1),
  }
}
