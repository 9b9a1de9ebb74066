const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders relative posix paths as people number them: `img2` before `img10`, a folder's files together. */
export function naturalOrder(a: string, b: string): number {
  const quick = numberOrder(a, b)
  if (quick !== 0) return quick
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

/** Paths that differ first in numbers of as many digits: those decide, without the collator. 0: it must be asked. */
function numberOrder(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  let [endA, endB] = [at, at]
  while (isDigit(a, endA)) endA++
  while (isDigit(b, endB)) endB++
  // A number may go on in the digits of another script, which the collator knows.
  const isWhole = !(a.charCodeAt(endA) > 127) && !(b.charCodeAt(endB) > 127)
  return endA === endB && endA > at && isWhole ? a.charCodeAt(at) - b.charCodeAt(at) : 0
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
