import type { Split } from '../../shared/annotation/schema'
import { createRandom } from '../../shared/random'

/** Pictures that must stay together (near-duplicates, a sequence) and what is on them. */
export interface Group {
  imageIds: readonly string[]
  /** Boxes by class over all its pictures; pictures without boxes count under `EMPTY`. */
  boxesByClass: ReadonlyMap<string, number>
}

/** Stands for "no objects" where classes are counted. */
export const EMPTY = ''

export type Ratios = Readonly<Record<Split, number>>

const splits: readonly Split[] = ['train', 'val', 'test']

/**
 * Deals groups into train, val and test (iterative stratification, Sechidis et al. 2011): the class with the
 * fewest boxes is dealt first, each of its groups to the split that lacks most of that class.
 * Deterministic for a seed. `ratios` add up to 1; a split with ratio 0 gets nothing.
 */
export function dealGroups(groups: readonly Group[], ratios: Ratios, seed: number): Map<string, Split> {
  const open = new Set(createRandom(seed).shuffle([...groups]))
  const wanted = wantedByClass(groups, ratios)
  const room = Object.fromEntries(
    splits.map((split) => [split, ratios[split] * countImages(groups)]),
  ) as Record<Split, number>
  const result = new Map<string, Split>()
  while (open.size > 0) {
    const rarest = rarestClass(open)
    for (const group of [...open].filter(({ boxesByClass }) => boxesByClass.has(rarest))) {
      const split = neediest(wanted, room, rarest, ratios)
      for (const id of group.imageIds) result.set(id, split)
      for (const [name, count] of group.boxesByClass) take(wanted, split, name, count)
      room[split] -= group.imageIds.length
      open.delete(group)
    }
  }
  return result
}

function wantedByClass(groups: readonly Group[], ratios: Ratios): Map<string, Record<Split, number>> {
  const totals = new Map<string, number>()
  for (const { boxesByClass } of groups) {
    for (const [name, count] of boxesByClass) totals.set(name, (totals.get(name) ?? 0) + count)
  }
  return new Map(
    [...totals].map(([name, total]) => [
      name,
      { train: ratios.train * total, val: ratios.val * total, test: ratios.test * total },
    ]),
  )
}

/** The class that the fewest open groups hold: the hardest to share out later. */
function rarestClass(open: ReadonlySet<Group>): string {
  const holders = new Map<string, number>()
  for (const { boxesByClass } of open) {
    for (const name of boxesByClass.keys()) holders.set(name, (holders.get(name) ?? 0) + 1)
  }
  return [...holders].reduce((rarest, entry) => (entry[1] < rarest[1] ? entry : rarest))[0]
}

function neediest(
  wanted: ReadonlyMap<string, Record<Split, number>>,
  room: Record<Split, number>,
  className: string,
  ratios: Ratios,
): Split {
  const lack = wanted.get(className) ?? { train: 0, val: 0, test: 0 }
  return splits
    .filter((split) => ratios[split] > 0)
    .reduce((best, split) => {
      const difference = lack[split] - lack[best]
      return difference > 1e-9 || (Math.abs(difference) <= 1e-9 && room[split] > room[best]) ? split : best
    })
}

function take(wanted: Map<string, Record<Split, number>>, split: Split, name: string, count: number): void {
  const lack = wanted.get(name)
  if (lack !== undefined) lack[split] -= count
}

const countImages = (groups: readonly Group[]): number =>
  groups.reduce((sum, { imageIds }) => sum + imageIds.length, 0)
