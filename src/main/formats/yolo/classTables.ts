import { posix } from 'node:path'
import { toErrorInfo } from '../../../shared/result'
import { namesNothing, readNameFile } from '../classNames'
import { field, type JsonObject, toNumber } from '../json'
import type { PlanBuilder } from '../planBuilder'
import type { NameFile, YoloLayout } from './layout'

/** The class names of a folder. */
interface ClassTable {
  /** Posix path below the source; '' is the source itself, '..' the folder around it. */
  folder: string
  /** As reports name it. */
  file: string
  written: ReadonlyMap<number, string>
  /** What else a YAML file says. */
  settings: JsonObject
  /** How many numbers the keypoints of a box take, where the file says so. */
  keypointValues: number | undefined
}

/** What the lines of a label file mean. */
export interface LineMeaning {
  /** Names in the project by number; undefined: no list names the classes. */
  classNames: ReadonlyMap<number, string> | undefined
  keypointValues: number | undefined
}

/**
 * Reads every list of class names. Tools such as labelImg write one into each folder, and two of them may number the
 * classes differently: then each label file goes by the list nearest above it. Lists that agree count as one.
 */
export async function readClassTables(
  { labels, names }: YoloLayout,
  builder: PlanBuilder,
): Promise<(labelFile: string) => LineMeaning> {
  const tables = await readTables(names, builder)
  const [first] = tables
  if (first === undefined) return () => ({ classNames: undefined, keypointValues: undefined })
  const tableOf = nearestIn(tables)
  const posed = tables.filter(({ keypointValues }) => keypointValues !== undefined)
  const posedOf = posed.length === 0 ? tableOf : nearestIn(posed)
  const keypointsOf = (label: string) => {
    const posing = isYaml(tableOf(label).file) ? tableOf(label) : posedOf(label)
    const isItsOwn = tables.length === 1 || isAbove(posing.folder, posix.dirname(label))
    return isItsOwn ? posing.keypointValues : undefined
  }
  const used = new Set(labels.length === 0 ? [first] : labels.map(tableOf))
  const differing = new Map(tables.map((table) => [table, differenceOf(table, first)]))
  for (const table of used) {
    const difference = differing.get(table)
    if (difference !== undefined)
      builder.repaired.add('lists of classes that differ: each label file goes by the nearest', difference)
    else used.add(first)
  }
  if (tables.some((table) => differing.get(table) !== undefined))
    for (const label of labels) {
      const { folder, file } = tableOf(label)
      if (!isAbove(folder, posix.dirname(label)))
        builder.repaired.add(
          'no list of classes in the folder or above: the nearest other list is used',
          `${label}: ${file}`,
        )
    }
  const inProject = new Map<ClassTable, Map<number, string>>()
  const known = new Set<string>()
  for (const table of tables.filter((each) => used.has(each))) {
    const shared = differing.get(table) === undefined ? inProject.get(first) : undefined
    const byNumber = new Map(shared)
    for (const [number, name] of [...table.written].sort(([a], [b]) => a - b))
      byNumber.set(number, builder.classes.add(name, `${table.file} class ${number}`, !known.has(name)))
    for (const name of table.written.values()) known.add(name)
    inProject.set(table, byNumber)
    if (isYaml(table.file)) compareCount(table, builder)
  }
  return (label) => ({
    classNames: inProject.get(tableOf(label)),
    keypointValues: keypointsOf(label),
  })
}

/** The best list of each folder, the surest first. */
async function readTables(names: readonly NameFile[], builder: PlanBuilder): Promise<ClassTable[]> {
  const tables = new Map<string, ClassTable>()
  const broken: { file: NameFile; cause: unknown }[] = []
  const nameless: NameFile[] = []
  for (const file of names) {
    if (tables.has(file.folder)) continue
    try {
      const { names: written, settings = {} } = await readNameFile(file.path)
      if (written.size === 0) {
        if (!file.mayBeOther) nameless.push(file)
        continue
      }
      const { folder, name } = file
      tables.set(folder, {
        folder,
        file: name,
        written,
        settings,
        keypointValues: keypointValuesOf(settings),
      })
    } catch (cause) {
      broken.push({ file, cause })
    }
  }
  for (const { file, cause } of broken) {
    // Another folder's list would give the labels here wrong names.
    if (tables.size === 0 || (!file.mayBeOther && !tables.has(file.folder))) throw cause
    builder.rejected.add('list of classes that cannot be read', toErrorInfo(cause).message)
  }
  const [empty] = nameless
  if (tables.size === 0 && empty !== undefined) throw namesNothing(empty.name)
  return [...tables.values()]
}

/** Ultralytics' `kpt_shape`: keypoints of a box, and numbers of a keypoint. */
function keypointValuesOf(settings: JsonObject): number | undefined {
  const shape = field(settings, 'kpt_shape')
  const [count, dimensions] = Array.isArray(shape) ? shape.map(toNumber) : []
  const isShape = Number.isInteger(count) && (dimensions === 2 || dimensions === 3)
  return isShape ? (count as number) * (dimensions as number) : undefined
}

/** The table of the deepest folder above a label file; without one that whose path shares most with it. */
function nearestIn(tables: readonly ClassTable[]): (labelFile: string) => ClassTable {
  const byFolder = new Map<string, ClassTable>()
  return (labelFile) => {
    const folder = posix.dirname(labelFile)
    let nearest = byFolder.get(folder)
    if (nearest === undefined) {
      const above = tables.filter((table) => isAbove(table.folder, folder))
      const closeness = (table: ClassTable) => sharedDepth(table.folder, folder)
      nearest = (above.length > 0 ? above : tables).reduce((best, table) =>
        closeness(table) > closeness(best) ? table : best,
      )
      byFolder.set(folder, nearest)
    }
    return nearest
  }
}

const isYaml = (file: string) => /\.ya?ml$/i.test(file)

const isAbove = (folder: string, inner: string) =>
  folder === '' || folder === '..' || inner === folder || inner.startsWith(`${folder}/`)

/** How many folders two paths begin with together. */
function sharedDepth(folder: string, other: string): number {
  if (folder === '..') return -1
  const [parts, others] = [folder.split('/'), other.split('/')]
  const at = parts.findIndex((part, i) => part !== others[i])
  return folder === '' ? 0 : at < 0 ? parts.length : at
}

/** The first number that two lists name differently, in words. */
function differenceOf(table: ClassTable, first: ClassTable): string | undefined {
  for (const [number, name] of table.written) {
    const other = first.written.get(number)
    if (other !== undefined && other !== name)
      return `${table.file}: class ${number} is ${name}; ${first.file}: class ${number} is ${other}`
  }
  return undefined
}

function compareCount({ file, written, settings }: ClassTable, { repaired }: PlanBuilder): void {
  const stated = toNumber(field(settings, 'nc'))
  if (stated !== undefined && stated !== written.size)
    repaired.add(
      'another number of classes than names: the names count',
      `${file}: nc ${stated}, ${written.size} names`,
    )
  let next = 0
  for (const number of [...written.keys()].sort((a, b) => a - b)) {
    const range = next === number - 1 ? `${next}` : `${next} to ${number - 1}`
    if (number > next) repaired.add('class number without a name', `${file}: ${range}`)
    next = number + 1
  }
}
