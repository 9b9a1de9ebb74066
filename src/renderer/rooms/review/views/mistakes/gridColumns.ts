let columns = 1

/** Columns of the grid as it is laid out now: what an arrow up or down steps over. */
export function gridColumns(): number {
  return columns
}

export function setGridColumns(count: number): void {
  columns = count
}
