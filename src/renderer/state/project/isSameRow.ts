import type { ImageRow } from '../../../shared/annotation/schema'

/** True where two rows say the same of a picture: they hold plain values and short lists of them. */
export function isSameRow(a: ImageRow, b: ImageRow): boolean {
  const keys = Object.keys(a) as (keyof ImageRow)[]
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => a[key] === b[key] || JSON.stringify(a[key]) === JSON.stringify(b[key]))
  )
}
