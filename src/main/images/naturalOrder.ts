const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders relative posix paths as people number them: `img2` before `img10`, a folder's files together. */
export function naturalOrder(a: string, b: string): number {
  const left = a.split('/')
  const right = b.split('/')
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] === right[i]) continue
    const order = collator.compare(left[i] as string, right[i] as string)
    if (order !== 0) return order
  }
  if (left.length !== right.length) return left.length - right.length
  // Names that differ only by case or Unicode form still need one order everywhere.
  return a < b ? -1 : a > b ? 1 : 0
}
