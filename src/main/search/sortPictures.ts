/** Places in order of their keys; ties stay in natural order, what has no key (NaN) comes last both ways. */
export function sortPictures(
  pictures: readonly number[],
  keyOf: (picture: number) => number,
  descending: boolean,
): number[] {
  const keyed = pictures.map((picture) => ({ picture, key: keyOf(picture) }))
  const sign = descending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.picture - b.picture
    if (Number.isNaN(a.key) || Number.isNaN(b.key)) {
      return Number(Number.isNaN(a.key)) - Number(Number.isNaN(b.key)) || a.picture - b.picture
    }
    return sign * (a.key - b.key)
  })
  return keyed.map(({ picture }) => picture)
}
