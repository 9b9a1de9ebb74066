import { createEdit, type Edit } from '../../shared/annotation/edit'
import type { ClassRecord } from '../../shared/annotation/schema'
import { type ClassId, newId } from '../../shared/ids'
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
    label: `Rename class ${before.name} to ${name.trim()}`,
    classes: { changed: [[before, { ...before, name: name.trim() }]] },
  })
}

/** Edit that deletes a class with its boxes and marks, or gives them another class. Throws `not-found`. */
export function deleteClassEdit(
  project: ProjectService,
  classId: ClassId,
  { moveTo }: { moveTo?: ClassId } = {},
): Edit {
  const removed = classById(project, classId)
  const boxes = project.boxesOfClass(classId)
  const marks = project.marksOfClass(classId)
  if (moveTo === undefined) {
    return createEdit({
      label: `Delete class ${removed.name}`,
      classes: { removed: [removed] },
      boxes: { removed: boxes },
      marks: { removed: marks },
    })
  }
  if (moveTo === classId) throw new StudioError('invalid-edit', 'A class cannot be merged into itself.')
  const target = classById(project, moveTo)
  return createEdit({
    label: `Merge class ${removed.name} into ${target.name}`,
    classes: { removed: [removed] },
    boxes: { changed: boxes.map((box) => [box, { ...box, classId: moveTo }]) },
    marks: { changed: marks.map((mark) => [mark, { ...mark, classId: moveTo }]) },
  })
}

function classById(project: ProjectService, classId: ClassId): ClassRecord {
  const record = project.listClasses().find(({ id }) => id === classId)
  if (record === undefined) throw new StudioError('not-found', `The project has no class ${classId}.`)
  return record
}
