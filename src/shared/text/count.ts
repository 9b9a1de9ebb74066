/** `1 picture`, `142 pictures`; thousands set apart with a thin space. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${groupedText(count)} ${count === 1 ? singular : plural}`
}

/** 4153 as `4 153`: digits in groups of three, parted by a narrow no-break space. */
export function groupedText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')
}

/** A figure between 0 and 1 with three decimals, an en dash where it is undefined. */
export function figureText(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(3)
}

/** A figure or a score with two decimals, an en dash where it is undefined. */
export function shortText(figure: number | null): string {
  return figure === null ? '–' : figure.toFixed(2)
}
