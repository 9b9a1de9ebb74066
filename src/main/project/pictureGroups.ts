import type { GroupRule } from '../../shared/project/schema'
import { EMPTY, type Group } from './dealGroups'
import { createDisjointSets } from './disjointSets'
import { nameRules } from './grouping/index'
import { joinNearDuplicates } from './nearDuplicates'
import type { Hashed } from './pictureHashes'

/** Groups of pictures that stay together under these rules, as places in the list. */
export function groupPictures(hashed: readonly Hashed[], rules: readonly GroupRule[]): number[][] {
  const sets = createDisjointSets(hashed.length)
  if (rules.includes('near-duplicates')) {
    joinNearDuplicates(
      hashed.map(({ hash }) => hash),
      sets,
    )
  }
  for (const rule of nameRules.filter(({ id }) => rules.includes(id))) {
    const first = new Map<string, number>()
    hashed.forEach(({ image }, place) => {
      // Equal names in two roots have nothing to do with each other.
      const key = rule.key(image.path)
      if (key === null) return
      const known = first.get(`${image.rootId} ${key}`)
      if (known === undefined) first.set(`${image.rootId} ${key}`, place)
      else sets.join(known, place)
    })
  }
  return sets.groups()
}

/** A group as it is dealt. */
export function toGroup(members: readonly Hashed[]): Group {
  const boxesByClass = new Map<string, number>()
  for (const { image } of members) {
    const names = image.classIds.length > 0 ? image.classIds : [EMPTY]
    for (const name of names) boxesByClass.set(name, (boxesByClass.get(name) ?? 0) + 1)
  }
  return { imageIds: members.map(({ image }) => image.id), boxesByClass }
}
