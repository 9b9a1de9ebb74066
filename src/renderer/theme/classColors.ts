/**
 * 24 class colours, in the order classes get them. Chosen by a greedy max-min search in OKLab over normal,
 * protan, deutan and tritan sight (Machado et al. 2009, severity 1), so the first ones lie furthest apart.
 */
export const classColors = [
  '#f2746b',
  '#5ec8e5',
  '#f2c14e',
  '#754df0',
  '#c12797',
  '#7af2c8',
  '#e31705',
  '#808df6',
  '#c971a0',
  '#b1deff',
  '#dfa706',
  '#825eb9',
  '#82a9fa',
  '#9fc9b8',
  '#d0b47c',
  '#dddd92',
  '#9b980b',
  '#c2989c',
  '#538341',
  '#34ab6d',
  '#8981cb',
  '#a195cc',
  '#a37076',
  '#7974e8',
] as const

/** The colour of a class by its stored index; after 24 they begin again. */
export function classColor(index: number): string {
  return classColors[index % classColors.length]
}

/** The first colour that the fewest classes have. */
export function nextColor(used: readonly number[]): number {
  const uses = classColors.map((_, color) => used.filter((u) => u % classColors.length === color).length)
  return uses.indexOf(Math.min(...uses))
}
