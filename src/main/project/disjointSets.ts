/** Places that belong together, transitively (union-find with path halving). */
export interface DisjointSets {
  join(a: number, b: number): void
  /** Every place once, groups in the order of their first place. */
  groups(): number[][]
}

export function createDisjointSets(size: number): DisjointSets {
  const parent = Array.from({ length: size }, (_, i) => i)
  const root = (place: number): number => {
    let at = place
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  return {
    join(a, b) {
      parent[root(b)] = root(a)
    },
    groups() {
      const groups = new Map<number, number[]>()
      for (let i = 0; i < size; i++) {
        const own = groups.get(root(i))
        if (own === undefined) groups.set(root(i), [i])
        else own.push(i)
      }
      return [...groups.values()]
    },
  }
}
