import { type ClassMove, createEdit, type Edit } from '../../shared/annotation/edit'
import type { ClassRecord } from '../../shared/annotation/schema'
import { type ClassId, newId } from '../../shared/ids'
import type { ClassChange } from '../../shared/ipc/classes'
import { StudioError } from '../../shared/result'
import type { ProjectService } from './projectService'

/** Colours of the theme; classes take them in turn. */
export const NUM_CLASS_COLORS = 24

/** The class that comes after the given ones. */
export function nextClass(name: string, classes: Iterable<ClassRecord>): ClassRecord {
  const order = Math.max(-1, ...Array.from(classes, (record) => record.order)) + 1
  return { id: newId<ClassId>(), name: name.trim(), color: order % NUM_CLASS_COLORS, order }
}

/** Edit that adds a class at the end of the list. */
export function addClassEdit(project: ProjectService, name: string): Edit {
  return createEdit({
    label: `Add class ${name.trim()}`,
    classes: { added: [nextClass(name, project.listClasses())] },
  })
}

/** Edit that gives a class another name. Throws `not-found`. */
export function renameClassEdit(project: ProjectService, classId: ClassId, name: string): Edit {
  const before = classById(project, classId)
  return createEdit({
    label: `Rename class ${before.name} to ${name.trim()}`.slice(0, MAX_LABEL),
    classes: { changed: [[before, { ...before, name: name.trim() }]] },
  })
}

/** Edit that deletes classes with their boxes and marks. Throws `not-found`. */
export function deleteClassesEdit(project: ProjectService, classIds: readonly ClassId[]): Edit {
  const removed = classIds.map((id) => classById(project, id))
  return createEdit({
    label: `Delete ${namesOf(removed)}`.slice(0, MAX_LABEL),
    classes: { removed },
    boxes: { removed: classIds.flatMap((id) => project.boxesOfClass(id)) },
    marks: { removed: classIds.flatMap((id) => project.marksOfClass(id)) },
  })
}

/** Edit that gives all that classes have to another one, and takes them off the list. Throws `not-found`, `invalid-edit`. */
export function mergeClassesEdit(project: ProjectService, classIds: readonly ClassId[], into: ClassId): Edit {
  if (classIds.includes(into)) throw new StudioError('invalid-edit', 'A class cannot be merged into itself.')
  const removed = classIds.map((id) => classById(project, id))
  const target = classById(project, into)
  const idsOf = project.store.idsOfClass.bind(project.store)
  return createEdit({
    label: `Merge ${namesOf(removed)} into ${target.name}`.slice(0, MAX_LABEL),
    classes: { removed },
    moves: classIds.map((from) => ({
      from,
      to: into,
      boxes: idsOf('boxes', from) as ClassMove['boxes'],
      marks: idsOf('marks', from) as ClassMove['marks'],
      proposals: idsOf('proposals', from) as ClassMove['proposals'],
    })),
  })
}

/** The edit of a change as the page asks for it. */
export function changeEdit(project: ProjectService, change: ClassChange): Edit {
  if (change.what === 'rename') return renameClassEdit(project, change.classId, change.name)
  return change.what === 'merge'
    ? mergeClassesEdit(project, change.classIds, change.into)
    : deleteClassesEdit(project, change.classIds)
}

/** Throws `invalid-edit` where another class has the name, in whatever case, or it is empty. */
export function requireFreeName(project: ProjectService, name: string, except: ClassId): void {
  const wanted = name.trim()
  if (wanted === '') throw new StudioError('invalid-edit', 'A class needs a name.')
  const other = project
    .listClasses()
    .find((each) => each.id !== except && each.name.toLowerCase() === wanted.toLowerCase())
  if (other !== undefined)
    throw new StudioError('invalid-edit', `There is a class ${other.name} already.`, 'Merge them instead.')
}

/** Throws `not-found`. */
export function classById(project: ProjectService, classId: ClassId): ClassRecord {
  const record = project.listClasses().find(({ id }) => id === classId)
  if (record === undefined) throw new StudioError('not-found', `The project has no class ${classId}.`)
  return record
}

const MAX_LABEL = 200

function namesOf(classes: readonly ClassRecord[]): string {
  return classes.length === 1 ? `class ${classes[0].name}` : `${classes.length} classes`
}
