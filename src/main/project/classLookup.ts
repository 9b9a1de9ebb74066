import type { ClassId } from '../../shared/ids'
import type { ProjectService } from './projectService'

/** Which class of the project a name means. `classId`: what was noted beside the name, null where nothing was. */
export type ClassLookup = (name: string, classId?: ClassId | null) => ClassId | null

/**
 * Finds the classes that a model, a run or a prediction means: renamed and merged ones too. `revision`: when it was
 * made; a name then meant the class that had it then. Without it, what has the name now.
 */
export function classLookup(
  project: Pick<ProjectService, 'listClasses' | 'classHistory'>,
  revision = Number.POSITIVE_INFINITY,
): ClassLookup {
  const classes = project.listClasses()
  const ids = new Set(classes.map(({ id }) => id))
  const byName = new Map(classes.map(({ id, name }) => [name, id]))
  const { names, merged } = project.classHistory()
  const intoOf = new Map(merged.map(({ from, into }) => [from, into]))
  /** Follows merges to a class that is there. A class merged into one that was merged back cannot make a circle. */
  const standing = (id: ClassId | undefined): ClassId | null => {
    let at = id
    for (let steps = 0; at !== undefined && steps <= merged.length; steps++) {
      if (ids.has(at)) return at
      at = intoOf.get(at)
    }
    return null
  }
  const then = (name: string) =>
    names
      .filter((entry) => entry.name === name && entry.until > revision)
      .sort((a, b) => a.until - b.until)
      .at(0)?.classId
  /** A class that was called otherwise then is not meant by the name that it has now. */
  const now = (name: string) => {
    const id = byName.get(name)
    const before = names
      .filter((entry) => entry.classId === id && entry.until > revision)
      .sort((a, b) => a.until - b.until)
      .at(0)
    return id === undefined || (before !== undefined && before.name !== name) ? null : id
  }
  const ever = (name: string) => names.findLast((entry) => entry.name === name)?.classId
  return (name, classId = null) =>
    (classId === null ? null : standing(classId)) ?? standing(then(name)) ?? now(name) ?? standing(ever(name))
}
