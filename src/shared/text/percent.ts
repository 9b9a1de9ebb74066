/** Per cent signs keep to their figure where a line breaks. */
const SIGN = '\u00a0%'

/** 0.31 as `31 %`, with `under 1 %` where there is a little and `over 99 %` where there is not all. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.01) return `under 1${SIGN}`
  if (share < 1 && share > 0.99) return `over 99${SIGN}`
  return `${Math.round(100 * share)}${SIGN}`
}
