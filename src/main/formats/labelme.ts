import { entriesOf, wordsOf } from './boxWords'
import { cornersAround } from './corners'
import { field, isObject, type JsonObject, parseJson, toNumber } from './json'
import { rounded } from './numberText'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ExportImage, ImportSource, LabelFile, LabelFormat, LabelSet } from './types'

const SAMPLED_FILES = 10

/**
 * labelme: one JSON file a picture with shapes. Rectangles are boxes; polygons and circles become the upright box
 * around them; points and lines are refused.
 * @see https://github.com/wkentaro/labelme
 */
export const labelmeFormat: LabelFormat = {
  name: 'labelme',
  label: 'labelme',
  detect: async (source) =>
    (await filesLike(source, /\.json$/i, looksRight, SAMPLED_FILES)).length > 0 ? 0.9 : 0,
  async read(source, options) {
    const builder = new PlanBuilder('labelme')
    const files = source.kind === 'file' ? source.labelFiles : await filesLike(source, /\.json$/i, looksRight)
    if (files.length === 0) throw invalid(source.folder, 'there is no labelme file (.json) in it.')
    await readEach(source, files, builder, options, (file, text) => {
      const content = parseJson(text, file)
      if (!isObject(content) || !Array.isArray(field(content, 'shapes')))
        throw invalid(file, 'this is not labelme: there are no shapes in it.')
      readFile(content, file, source, builder)
    })
    return builder.finish(options)
  },
  write: {
    words: 'One JSON file beside each picture, for labelme and the tools around it.',
    placeOf: (image) => image.name,
    files: writeLabelme,
    carries: ['difficult', 'truncated', 'occluded', 'crowd'],
    keepsClasses: false,
  },
}

const looksRight = (head: string) =>
  /^\s*\{/.test(head) &&
  ((/"shapes"\s*:\s*\[/.test(head) && /"imagePath"|"imageData"|"shape_type"|"version"/.test(head)) ||
    // With the keys in order the picture comes first, and it can be longer than what was read of the file.
    /"imageData"\s*:\s*"[A-Za-z0-9+/]/.test(head))

function readFile(content: JsonObject, file: string, { finder }: ImportSource, builder: PlanBuilder) {
  const shapes = field(content, 'shapes') as unknown[]
  const stated = field(content, 'imagePath')
  const byName = typeof stated === 'string' && stated !== '' ? finder.find(stated, file) : undefined
  const found =
    byName !== undefined && !('problem' in byName)
      ? byName
      : finder.findStem(file.replace(/\.json$/i, ''), file)
  const draft = builder.labelled(
    found,
    file,
    typeof stated === 'string' ? stated : 'no imagePath',
    shapes.length,
  )
  if (draft === undefined) return
  const [width, height] = [toNumber(field(content, 'imageWidth')), toNumber(field(content, 'imageHeight'))]
  if (width && height) draft.declared ??= { width, height, where: file }
  for (const [index, shape] of shapes.entries())
    readShape(shape, `${file} shape ${index + 1}`, draft, builder)
}

function readShape(shape: unknown, where: string, draft: Draft, builder: PlanBuilder) {
  const label = isObject(shape) ? field(shape, 'label') : undefined
  if (!isObject(shape) || typeof label !== 'string')
    return builder.refuse(draft, 'shape without a label', where)
  const points = pointsOf(field(shape, 'points'))
  const kind = field(shape, 'shape_type') ?? 'polygon'
  if (points === undefined) return builder.refuse(draft, 'shape whose points are no numbers', where)
  const corners = kind === 'rectangle' ? rectangle(points) : around(String(kind), points)
  if (corners === undefined) return builder.refuse(draft, 'shape that is no box (point, line)', where)
  if (kind !== 'rectangle') builder.repaired.add('polygon or circle: the upright box around it', where)
  const flags = field(shape, 'flags')
  const words = wordsOf(isObject(flags) ? Object.entries(flags).filter(([, value]) => value !== false) : [])
  draft.boxes.push({ className: builder.classes.add(label, where), ...corners, ...words, where })
}

function pointsOf(value: unknown): [number, number][] | undefined {
  if (!Array.isArray(value)) return undefined
  const points = value.map((point) => (Array.isArray(point) ? [toNumber(point[0]), toNumber(point[1])] : []))
  return points.every(([x, y]) => x !== undefined && y !== undefined)
    ? (points as [number, number][])
    : undefined
}

/** Two opposite corners in any order; newer versions write all four. */
function rectangle(points: readonly [number, number][]) {
  const [a, b] = points
  if (points.length === 2)
    return {
      x1: Math.min(a[0], b[0]),
      y1: Math.min(a[1], b[1]),
      x2: Math.max(a[0], b[0]),
      y2: Math.max(a[1], b[1]),
    }
  return points.length === 4 ? cornersAround(points) : undefined
}

function around(kind: string, points: readonly [number, number][]) {
  if (kind === 'polygon' || kind === 'rotation' || kind === 'mask')
    return cornersAround(points, kind === 'mask' ? 2 : 3)
  if (kind !== 'circle' || points.length !== 2) return undefined
  const [[cx, cy], [x, y]] = points
  const radius = Math.hypot(x - cx, y - cy)
  return cornersAround(
    [
      [cx - radius, cy - radius],
      [cx + radius, cy + radius],
    ],
    2,
  )
}

function* writeLabelme(set: LabelSet): Iterable<LabelFile> {
  for (const image of set.images) {
    if (!image.isLabelled) continue
    const path = `${image.name.replace(/\.[^./]*$/, '')}.json`
    yield { path, content: `${JSON.stringify(contentOf(image), null, 2)}\n` }
  }
}

function contentOf({ name, width, height, boxes }: ExportImage) {
  return {
    version: '5.5.0',
    flags: {},
    shapes: boxes.map((box) => ({
      label: box.className,
      points: [
        [rounded(box.x1, 3), rounded(box.y1, 3)],
        [rounded(box.x2, 3), rounded(box.y2, 3)],
      ],
      group_id: null,
      description: '',
      shape_type: 'rectangle',
      flags: Object.fromEntries(entriesOf(box).filter(([, value]) => value === true)),
    })),
    imagePath: name.split('/').at(-1),
    imageData: null,
    imageHeight: height,
    imageWidth: width,
  }
}
