import { createRandom } from '../../shared/random'

/** Pictures that must stay together (near-duplicates, a sequence) and what is on them. */
export interface Group {
  imageIds: readonly string[]
  /** Pictures by class that they hold; pictures without boxes count under `EMPTY`. */
  boxesByClass: ReadonlyMap<string, number>
}

/** Stands for "no objects" where classes are counted. */
export const EMPTY = ''

/** A group that was dealt before and stays where it is. */
export interface DealtGroup<P extends string> {
  group: Group
  part: P
}

/**
 * Deals groups into parts, such as train, val and test or the folds of a k-fold run (iterative stratification, Sechidis et al.
 * 2011): the class with the fewest boxes is dealt first, each of its groups to the part that lacks most of that class.
 * Deterministic for a seed. `ratios` add up to 1; a part with ratio 0 gets nothing. The shares are of all pictures,
 * those that were dealt before included.
 */
export function dealGroups<P extends string>(
  groups: readonly Group[],
  ratios: Readonly<Record<P, number>>,
  seed: number,
  dealt: readonly DealtGroup<P>[] = [],
): Map<string, P> {
  const parts = Object.keys(ratios) as P[]
  const open = new Set(createRandom(seed).shuffle([...groups]))
  const all = [...groups, ...dealt.map(({ group }) => group)]
  const wanted = wantedByClass(all, ratios, parts)
  const room = shares(ratios, parts, countImages(all))
  const result = new Map<string, P>()
  const take = (part: P, { imageIds, boxesByClass }: Group) => {
    for (const [name, count] of boxesByClass) {
      const lack = wanted.get(name)
      if (lack !== undefined) lack[part] -= count
    }
    room[part] -= imageIds.length
  }
  for (const { part, group } of dealt) take(part, group)
  while (open.size > 0) {
    const rarest = rarestClass(open)
    for (const group of [...open].filter(({ boxesByClass }) => boxesByClass.has(rarest))) {
      const lack = wanted.get(rarest) ?? shares(ratios, parts, 0)
      const part = neediest(lack, room, parts, ratios)
      for (const id of group.imageIds) result.set(id, part)
      take(part, group)
      open.delete(group)
    }
  }
  return result
}

function wantedByClass<P extends string>(
  groups: readonly Group[],
  ratios: Readonly<Record<P, number>>,
  parts: readonly P[],
): Map<string, Record<P, number>> {
  const totals = new Map<string, number>()
  for (const { boxesByClass } of groups) {
    for (const [name, count] of boxesByClass) totals.set(name, (totals.get(name) ?? 0) + count)
  }
  return new Map([...totals].map(([name, total]) => [name, shares(ratios, parts, total)]))
}

function shares<P extends string>(
  ratios: Readonly<Record<P, number>>,
  parts: readonly P[],
  total: number,
): Record<P, number> {
  return Object.fromEntries(parts.map((part) => [part, ratios[part] * total])) as Record<P, number>
}

/** The class that the fewest open groups hold: the hardest to share out later. */
function rarestClass(open: ReadonlySet<Group>): string {
  const holders = new Map<string, number>()
  for (const { boxesByClass } of open) {
    for (const name of boxesByClass.keys()) holders.set(name, (holders.get(name) ?? 0) + 1)
  }
  return [...holders].reduce((rarest, entry) => (entry[1] < rarest[1] ? entry : rarest))[0]
}

function neediest<P extends string>(
  lack: Readonly<Record<P, number>>,
  room: Readonly<Record<P, number>>,
  parts: readonly P[],
  ratios: Readonly<Record<P, number>>,
): P {
  return parts
    .filter((part) => ratios[part] > 0)
    .reduce((best, part) => {
      const difference = lack[part] - lack[best]
      return difference > 1e-9 || (Math.abs(difference) <= 1e-9 && room[part] > room[best]) ? part : best
    })
}

const countImages = (groups: readonly Group[]): number =>
  groups.reduce((sum, { imageIds }) => sum + imageIds.length, 0)
