/**
 * The `count` indices with the highest values among those given, rising; of equal values the lower index. Sorts a copy of
 * the values only, which typed arrays do natively.
 */
export function highestIndices(values: Float32Array, indices: readonly number[], count: number): number[] {
  if (count >= indices.length) return [...indices]
  if (count <= 0) return []
  const sorted = Float32Array.from(indices, (i) => values[i]).sort()
  const last = sorted[sorted.length - count]
  let numEqual = count
  for (let k = sorted.length - 1; k >= 0 && sorted[k] > last; k--) numEqual--
  return indices.filter((i) => values[i] > last || (values[i] === last && numEqual-- > 0))
}
