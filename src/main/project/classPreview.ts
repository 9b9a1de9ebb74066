import type { ClassId } from '../../shared/ids'
import type { ClassChange, ClassPreview, ClassUse } from '../../shared/ipc/classes'
import { StudioError } from '../../shared/result'
import { standingByImage } from '../proposals/standing'
import { classById, requireFreeName } from './classes'
import { classLookup } from './classLookup'
import type { ProjectService } from './projectService'

/** How much lies on the pictures of each class, in the order of the list; proposals as the canvas shows them. */
export function classUse(project: ProjectService): (ClassUse & { classId: ClassId })[] {
  const proposals = new Map<ClassId, number>()
  for (const [, standing] of standingByImage(project))
    for (const { classId } of standing) proposals.set(classId, (proposals.get(classId) ?? 0) + 1)
  return project.store.classUse().map((row) => ({ ...row, proposals: proposals.get(row.classId) ?? 0 }))
}

/** What a change would reach; changes nothing. Throws `not-found` for a class that is not there. */
export function previewChange(project: ProjectService, change: ClassChange): ClassPreview {
  const classIds = change.what === 'rename' ? [change.classId] : change.classIds
  for (const classId of classIds) classById(project, classId)
  const use = new Map(classUse(project).map((row) => [row.classId, row]))
  const sum = (what: 'boxes' | 'marks' | 'proposals') =>
    classIds.reduce((total, id) => total + (use.get(id)?.[what] ?? 0), 0)
  const { pictures, emptied } = project.store.picturesOfClasses(classIds)
  return {
    boxes: sum('boxes'),
    pictures,
    marks: sum('marks'),
    proposals: sum('proposals'),
    emptied: change.what === 'delete' ? emptied : 0,
    already: change.what === 'merge' ? (use.get(change.into)?.boxes ?? 0) : 0,
    runs: runsThatKnow(project, classIds),
    problem: problemOf(project, change),
  }
}

/** Runs that were made while the classes had the names that they have now, and learnt them under these. */
function runsThatKnow(project: ProjectService, classIds: readonly ClassId[]): ClassPreview['runs'] {
  const names = new Set(classIds.map((id) => classById(project, id).name))
  return project.listRuns().flatMap(({ id, name, classes, revision }) => {
    const lookup = classLookup(project, revision)
    const knows = classes.some((each) => names.has(each) && classIds.includes(lookup(each) as ClassId))
    return knows ? [{ runId: id, name }] : []
  })
}

function problemOf(project: ProjectService, change: ClassChange): string | null {
  try {
    if (change.what === 'rename') requireFreeName(project, change.name, change.classId)
    if (change.what === 'merge') {
      classById(project, change.into)
      if (change.classIds.includes(change.into)) return 'A class cannot be merged into itself.'
    }
    return null
  } catch (cause) {
    if (cause instanceof StudioError) return cause.message
    throw cause
  }
}
