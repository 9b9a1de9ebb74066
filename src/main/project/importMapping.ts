import { basename } from 'node:path'
import type { ClassRecord } from '../../shared/annotation/schema'
import type {
  ClassTarget,
  ImportChoice,
  ImportPreview,
  MappedClass,
} from '../../shared/project/importMapping'
import { StudioError } from '../../shared/result'
import { likeName } from '../../shared/text/likeName'
import { formats } from '../formats/index'
import type { ImportPlan } from '../formats/types'
import { KnownImages } from './knownImages'
import type { ProjectService } from './projectService'
import { countSplits } from './sourceSplits'

/** What a plan would do to a project, before anything is written. */
export function previewImport(
  project: ProjectService,
  sources: readonly string[],
  plan: ImportPlan,
): ImportPreview {
  const known = new KnownImages(project)
  known.claimByPath(plan.images)
  const classes = mapClasses(project, plan)
  return {
    source: sources.length === 1 ? basename(sources[0]) : `${sources.length} files`,
    format: formats.find(({ name }) => name === plan.format)?.label ?? 'several formats',
    images: plan.images.length,
    newImages: plan.images.filter((image) => known.match(image) === undefined).length,
    boxes: classes.reduce((sum, { boxes }) => sum + boxes, 0),
    empty: plan.images.filter(({ reviewedEmpty }) => reviewedEmpty === true).length,
    splits: countSplits(plan),
    classes,
    hasBackup: project.hasHistory,
    repaired: plan.repaired,
    rejected: plan.rejected,
  }
}

/** Each class of a plan with its boxes and where they would go first. */
export function mapClasses(project: ProjectService, plan: ImportPlan): MappedClass[] {
  const counts = new Map<string, number>()
  for (const { boxes } of plan.images)
    for (const { className } of boxes) counts.set(className, (counts.get(className) ?? 0) + 1)
  const classes = project.listClasses()
  return plan.classes.map((from) => ({ from, boxes: counts.get(from) ?? 0, ...suggest(from, classes) }))
}

/** The class of the same name, else the one whose name differs in writing alone, else a new one. */
function suggest(from: string, classes: readonly ClassRecord[]): Pick<MappedClass, 'target' | 'how'> {
  const same = classes.find(({ name }) => name.normalize('NFC') === from.normalize('NFC'))
  if (same !== undefined) return { target: { kind: 'existing', classId: same.id }, how: 'same name' }
  const like = classes.filter(({ name }) => likeName(name) === likeName(from))
  if (like.length === 1 && like[0] !== undefined)
    return { target: { kind: 'existing', classId: like[0].id }, how: 'like name' }
  return { target: { kind: 'new' }, how: 'new' }
}

/**
 * The plan with the classes that the person chose. A picture whose boxes are all left out comes in unlabelled: it is
 * not known to be empty. Throws `invalid-input` for a class that either side lacks.
 */
export function applyMapping<Plan extends ImportPlan>(
  plan: Plan,
  preview: ImportPreview,
  choice: ImportChoice,
  classes: readonly ClassRecord[],
): Plan {
  const targets = new Map<string, ClassTarget>(preview.classes.map(({ from, target }) => [from, target]))
  for (const { from, target } of choice.mapping) {
    if (!targets.has(from)) throw refuse(`The source has no class ${from}.`)
    targets.set(from, target)
  }
  const names = new Map<string, string | null>()
  for (const [from, target] of targets) {
    const record = target.kind === 'existing' ? classes.find(({ id }) => id === target.classId) : undefined
    if (target.kind === 'existing' && record === undefined)
      throw refuse(`The project has no such class for ${from}.`)
    names.set(from, target.kind === 'none' ? null : (record?.name ?? from))
  }
  const nameOf = (from: string) => names.get(from) ?? null
  const leftOut = preview.classes.filter(({ from, boxes }) => nameOf(from) === null && boxes > 0)
  return {
    ...plan,
    images: plan.images.map((image) => ({
      ...image,
      boxes: image.boxes.flatMap((box) => {
        const className = nameOf(box.className)
        return className === null ? [] : [{ ...box, className }]
      }),
    })),
    classes: [...new Set(plan.classes.map(nameOf).filter((name) => name !== null))],
    rejected: [
      ...plan.rejected,
      ...leftOut.map(({ from, boxes }) => ({
        what: 'box of a class that was left out',
        count: boxes,
        examples: [from],
      })),
    ],
  }
}

const refuse = (message: string) => new StudioError('invalid-input', message, 'Look at the classes again.')
