import { basename } from 'node:path'
import { limits } from '../../../shared/limits'
import type { Draft, PlanBuilder } from '../planBuilder'
import { readEach } from '../readEach'
import type { ImportSource, ReadOptions } from '../types'
import { type LineMeaning, readClassTables } from './classTables'
import type { YoloLayout } from './layout'
import { readYoloLine } from './line'

/** Reads class names, label files and lists of pictures into a plan. */
export async function readYoloLabels(
  source: ImportSource,
  layout: YoloLayout,
  builder: PlanBuilder,
  options: ReadOptions,
): Promise<void> {
  const meaningOf = await readClassTables(layout, builder)
  const unnamed = new Map<number, string>()
  await readEach(
    source,
    layout.labels,
    builder,
    options,
    (file, text) => {
      const meaning = meaningOf(file)
      readLabels(file, text, { ...meaning, unnamed }, source, builder)
    },
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

/** How the lines of a label file are read; classes that no list names are in `unnamed`. */
type Reading = LineMeaning & { unnamed: Map<number, string> }

function readLabels(
  file: string,
  text: string,
  reading: Reading,
  source: ImportSource,
  builder: PlanBuilder,
) {
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => ({ line, number: index + 1 }))
  const filled = lines.filter(({ line }) => line.trim() !== '')
  const stem = file.replace(/\.txt$/i, '')
  const draft = builder.labelled(findPicture(stem, file, source), file, `${basename(stem)}.*`, filled.length)
  if (draft === undefined) return
  for (const { line, number } of filled) readLine(line, `${file} line ${number}`, draft, reading, builder)
}

/** `labels/train/a.txt` belongs to `images/train/a.jpg`; else whatever is called like it and lies nearest. */
function findPicture(stem: string, file: string, { finder }: ImportSource) {
  const parts = stem.split('/')
  const at = parts.lastIndexOf('labels', -2)
  if (at >= 0) {
    const found = finder.findStem(parts.with(at, 'images').join('/'), file)
    if (!('problem' in found)) return found
  }
  return finder.findStem(stem, file)
}

function readLine(line: string, where: string, draft: Draft, reading: Reading, builder: PlanBuilder) {
  const read = readYoloLine(line, reading.keypointValues)
  if ('problem' in read) return builder.refuse(draft, read.problem, where)
  const className = nameOf(read.classNumber, where, reading, builder)
  if (className === undefined) return builder.refuse(draft, 'class number without a name in the list', where)
  if (read.repair !== null) builder.repaired.add(read.repair, where)
  draft.boxes.push({ className, ...read.corners, isShare: true, where })
}

function nameOf(
  number: number,
  where: string,
  { classNames, unnamed }: Reading,
  builder: PlanBuilder,
): string | undefined {
  if (classNames !== undefined) return classNames.get(number)
  const known = unnamed.get(number)
  if (known !== undefined) return known
  builder.repaired.add('no list of class names: class named after its number', `${where}: ${number}`)
  // All numbers below it too, so that classes keep the order of their numbers.
  for (let each = number < limits.maxClasses ? 0 : number; each <= number; each++)
    if (!unnamed.has(each)) unnamed.set(each, builder.classes.add(`class ${each}`, where))
  return unnamed.get(number)
}
