import { basename } from 'node:path'
import { limits } from '../../../shared/limits'
import { toErrorInfo } from '../../../shared/result'
import { readClassNames } from '../classNames'
import { field, toNumber } from '../json'
import type { Draft, PlanBuilder } from '../planBuilder'
import { readEach } from '../readEach'
import { readText } from '../readText'
import type { ImportSource, ReadOptions } from '../types'
import { parseYaml } from '../yamlText'
import type { YoloLayout } from './layout'
import { readYoloLine } from './line'

/** Reads class names, label files and lists of pictures into a plan. */
export async function readYoloLabels(
  source: ImportSource,
  layout: YoloLayout,
  builder: PlanBuilder,
  options: ReadOptions,
): Promise<void> {
  const classes = await readClasses(layout, builder)
  await readEach(
    source,
    layout.labels,
    builder,
    options,
    (file, text) => readLabels(file, text, classes, source, builder),
    { allowEmpty: true },
  )
  await readEach(source, layout.lists, builder, options, (file, text) => {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const name = line.trim()
      if (name === '') continue
      const found = source.finder.find(name, file)
      if ('problem' in found)
        builder.rejected.add('listed picture is missing', `${file} line ${index + 1}: ${name}`)
    }
  })
}

/** Class number to name in the project. */
type Classes = { byNumber: Map<number, string>; areNamed: boolean }

async function readClasses({ names }: YoloLayout, builder: PlanBuilder): Promise<Classes> {
  const [path] = names
  if (path === undefined) return { byNumber: new Map(), areNamed: false }
  const file = basename(path)
  const written = await readClassNames(path)
  const byNumber = new Map<number, string>()
  for (const [number, name] of [...written].sort(([a], [b]) => a - b))
    byNumber.set(number, builder.classes.add(name, `${file} class ${number}`, true))
  if (/\.ya?ml$/i.test(file)) await compareCount(path, file, written, builder)
  return { byNumber, areNamed: true }
}

async function compareCount(
  path: string,
  file: string,
  names: ReadonlyMap<number, string>,
  builder: PlanBuilder,
): Promise<void> {
  try {
    const stated = toNumber(field(parseYaml(await readText(path, file), file), 'nc'))
    if (stated !== undefined && stated !== names.size)
      builder.repaired.add(
        'another number of classes than names: the names count',
        `${file}: nc ${stated}, ${names.size} names`,
      )
    for (let number = 0; number < Math.max(-1, ...names.keys()); number++)
      if (!names.has(number)) builder.repaired.add('class number without a name', `${file}: ${number}`)
  } catch (cause) {
    builder.repaired.add('class count cannot be read', toErrorInfo(cause).message)
  }
}

function readLabels(
  file: string,
  text: string,
  classes: Classes,
  source: ImportSource,
  builder: PlanBuilder,
) {
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => ({ line, number: index + 1 }))
  const filled = lines.filter(({ line }) => line.trim() !== '')
  const stem = file.replace(/\.txt$/i, '')
  const draft = builder.labelled(findPicture(stem, file, source), file, `${basename(stem)}.*`, filled.length)
  if (draft === undefined) return
  for (const { line, number } of filled) readLine(line, `${file} line ${number}`, draft, classes, builder)
}

/** `labels/train/a.txt` belongs to `images/train/a.jpg`; else whatever is called like it and lies nearest. */
function findPicture(stem: string, file: string, { finder }: ImportSource) {
  const parts = stem.split('/')
  const at = parts.lastIndexOf('labels')
  if (at >= 0) {
    const found = finder.findStem(parts.with(at, 'images').join('/'), file)
    if (!('problem' in found)) return found
  }
  return finder.findStem(stem, file)
}

function readLine(line: string, where: string, draft: Draft, classes: Classes, builder: PlanBuilder) {
  const read = readYoloLine(line)
  if ('problem' in read) return builder.refuse(draft, read.problem, where)
  const className = nameOf(read.classNumber, where, classes, builder)
  if (className === undefined) return builder.refuse(draft, 'class number without a name in the list', where)
  if (read.repair !== null) builder.repaired.add(read.repair, where)
  draft.boxes.push({ className, ...read.corners, isShare: true, where })
}

function nameOf(number: number, where: string, classes: Classes, builder: PlanBuilder): string | undefined {
  const known = classes.byNumber.get(number)
  if (known !== undefined || classes.areNamed) return known
  builder.repaired.add('no list of class names: class named after its number', `${where}: ${number}`)
  // All numbers below it too, so that classes keep the order of their numbers.
  for (let each = number < limits.maxClasses ? 0 : number; each <= number; each++)
    if (!classes.byNumber.has(each)) classes.byNumber.set(each, builder.classes.add(`class ${each}`, where))
  return classes.byNumber.get(number)
}
