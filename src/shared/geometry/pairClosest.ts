/**
 * Pairs of two lists, one to one by falling likeness from `least` on; equal ones in the order of the lists.
 * `likeness` is asked of all pairs.
 */
export function pairClosest<A, B>(
  left: readonly A[],
  right: readonly B[],
  likeness: (a: A, b: B) => number,
  least: number,
): [left: number, right: number][] {
  const candidates = left.flatMap((a, i) =>
    right.flatMap((b, j) => {
      const alike = likeness(a, b)
      return alike >= least ? [{ i, j, alike }] : []
    }),
  )
  candidates.sort((x, y) => y.alike - x.alike || x.i - y.i || x.j - y.j)
  const [takenLeft, takenRight] = [new Set<number>(), new Set<number>()]
  return candidates.flatMap(({ i, j }): [number, number][] => {
    if (takenLeft.has(i) || takenRight.has(j)) return []
    takenLeft.add(i)
    takenRight.add(j)
    return [[i, j]]
  })
}
