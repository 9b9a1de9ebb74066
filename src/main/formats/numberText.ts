/** A number with no more decimals than it needs: 12, 12.5, 0.333333. */
export function numberText(value: number, decimals: number): string {
  return String(rounded(value, decimals))
}

/** Rounded to so many decimals; never -0. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals)) + 0
}
