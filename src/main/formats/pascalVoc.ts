import { join, posix } from 'node:path'
import { toErrorInfo } from '../../shared/result'
import { isYes, wordsOf } from './boxWords'
import { type Corners, cornersAround, cornersOfTurned } from './corners'
import type { Found } from './finding/pictureFinder'
import { toNumber } from './json'
import { pascalVocWriter } from './pascalVocWrite'
import { type Draft, PlanBuilder } from './planBuilder'
import { readHead } from './readHead'
import { invalid, readText } from './readText'
import type { ImportPlan, ImportSource, LabelFormat, ReadOptions } from './types'
import { child, children, parseXml, textOf, type XmlElement } from './xml'

/**
 * Pascal VOC (Everingham et al., VOC devkit): one XML file a picture, beside it or in a folder of its own.
 * Coordinates are taken as they are written. The original challenge counts pixels from 1 and includes the last one;
 * most tools that write the format today (labelImg, CVAT, Roboflow) count from 0. The file does not say which, and
 * one pixel is less than a box drawn by hand is off, so nothing is guessed.
 * `<path>` names a place on another machine and is never followed. A file without objects says that nothing is there.
 */
export const pascalVocReader: LabelFormat = {
  name: 'voc',
  label: 'Pascal VOC',
  detect: detectVoc,
  read: readVoc,
  write: pascalVocWriter,
}

const SAMPLED_FILES = 5

const isXml = (file: string) => /\.xml$/i.test(file)

async function detectVoc(source: ImportSource): Promise<number> {
  const files = source.labelFiles.filter(isXml)
  for (const file of files.slice(0, SAMPLED_FILES))
    if (/<annotation[\s>]/.test(await readHead(join(source.folder, file)))) return 0.8
  return source.kind === 'file' && files.length > 0 ? 0.2 : 0
}

async function readVoc(source: ImportSource, options: ReadOptions): Promise<ImportPlan> {
  const builder = new PlanBuilder('voc')
  const files = source.labelFiles.filter(isXml)
  if (files.length === 0) throw invalid(source.folder, 'there is no Pascal VOC file (.xml) in it.')
  const failures: unknown[] = []
  for (const file of files) {
    options.signal?.throwIfAborted()
    try {
      const root = parseXml(await readText(join(source.folder, file), file), file, [
        'object',
        'pt',
        'attribute',
      ])
      if (!Object.hasOwn(root, 'annotation'))
        throw invalid(file, 'there is no <annotation> in it: this is not Pascal VOC.')
      readAnnotation(file, child(root, 'annotation') ?? {}, source, builder)
    } catch (cause) {
      failures.push(cause)
      builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
    }
  }
  if (failures.length === files.length) throw failures[0]
  return builder.finish(options)
}

function readAnnotation(
  file: string,
  annotation: XmlElement,
  source: ImportSource,
  builder: PlanBuilder,
): void {
  const objects = children(annotation, 'object')
  const found = findPicture(file, annotation, source, builder)
  const name = textOf(annotation, 'filename') ?? 'no file name'
  const draft = builder.labelled(found, file, name, objects.length)
  if (draft === undefined) return
  draft.declared ??= declaredSize(annotation, file)
  // The LabelMe web tool keeps what was deleted.
  for (const [index, object] of objects.entries())
    if (!isYes(textOf(object, 'deleted'))) readObject(`${file} object ${index + 1}`, object, draft, builder)
}

/** By the file name it states; where that leads nowhere, by the label file's own name. */
function findPicture(
  file: string,
  annotation: XmlElement,
  source: ImportSource,
  builder: PlanBuilder,
): Found {
  const name = textOf(annotation, 'filename')
  const byName = name === undefined ? undefined : source.finder.find(name, file)
  if (byName && (!('problem' in byName) || byName.problem === 'ambiguous')) return byName
  const stem = posix.basename(file).replace(/\.xml$/i, '')
  const byStem = source.finder.find(stem, file)
  if ('problem' in byStem) return byName ?? byStem
  builder.repaired.add(
    'stated file name not found: picture matched by the label file’s own name',
    `${file}: ${name ?? 'none'}`,
  )
  return byStem
}

function readObject(where: string, object: XmlElement, draft: Draft, builder: PlanBuilder): void {
  const name = textOf(object, 'name')
  const corners = name === undefined ? 'object without a name' : cornersOf(object, where, builder)
  if (typeof corners === 'string' || name === undefined) {
    draft.lostBoxes = true
    builder.rejected.add(typeof corners === 'string' ? corners : 'object without a name', where)
    return
  }
  draft.boxes.push({
    className: builder.classes.add(name, where),
    ...corners,
    ...wordsOf([...flagsOf(object), ...attributesOf(object)]),
    where,
  })
}

/** The object's own box (those of its parts are no objects), or why there is none. */
function cornersOf(object: XmlElement, where: string, builder: PlanBuilder): Corners | string {
  const box = child(object, 'bndbox') ?? child(child(object, 'segm'), 'box')
  if (box) {
    const [x1, y1, x2, y2] = ['xmin', 'ymin', 'xmax', 'ymax'].map((key) => toNumber(textOf(box, key)))
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
      return 'box with a coordinate that is not a number'
    return { x1, y1, x2, y2 }
  }
  const around = rotatedCorners(child(object, 'robndbox')) ?? polygonCorners(child(object, 'polygon'))
  if (!around) return 'object without a box'
  builder.repaired.add('rotated box or polygon: the upright box around it', where)
  return around
}

/** roLabelImg: centre, size, angle in radians. */
function rotatedCorners(box: XmlElement | undefined): Corners | undefined {
  const [cx, cy, w, h, angle] = ['cx', 'cy', 'w', 'h', 'angle'].map((key) => toNumber(textOf(box, key)))
  if (cx === undefined || cy === undefined || w === undefined || h === undefined || angle === undefined)
    return undefined
  return cornersOfTurned(cx, cy, w, h, angle)
}

/** `<x1>, <y1>, <x2>, ...` as polygon tools write them; three points at least. */
function polygonCorners(polygon: XmlElement | undefined): Corners | undefined {
  const points: [number, number][] = []
  // `<pt><x/><y/></pt>`: the LabelMe web tool.
  for (const point of polygon === undefined ? [] : children(polygon, 'pt')) {
    const [x, y] = [toNumber(textOf(point, 'x')), toNumber(textOf(point, 'y'))]
    if (x === undefined || y === undefined) return undefined
    points.push([x, y])
  }
  for (let i = 1; polygon && Object.hasOwn(polygon, `x${i}`); i++) {
    const [x, y] = [toNumber(textOf(polygon, `x${i}`)), toNumber(textOf(polygon, `y${i}`))]
    if (x === undefined || y === undefined) return undefined
    points.push([x, y])
  }
  return cornersAround(points)
}

const flagsOf = (object: XmlElement) =>
  ['difficult', 'truncated', 'occluded'].map((flag) => [flag, isYes(textOf(object, flag))] as const)

/** As CVAT and Datumaro write them. */
function attributesOf(object: XmlElement) {
  const attributes = child(object, 'attributes')
  const list = attributes === undefined ? [] : children(attributes, 'attribute')
  return list.map((each) => [textOf(each, 'name') ?? '', textOf(each, 'value') ?? ''] as const)
}

/** Old labelImg sets state 0 x 0: that says nothing. */
function declaredSize(annotation: XmlElement, where: string): Draft['declared'] {
  const size = child(annotation, 'size')
  const [width, height] = [toNumber(textOf(size, 'width')), toNumber(textOf(size, 'height'))]
  return width && height ? { width, height, where } : undefined
}
