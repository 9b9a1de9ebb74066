/** A figure of two decimals, an en dash where it is undefined. */
export function shortText(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(2)
}
