import { type Corners, cornersAround, cornersOfEllipse, cornersOfTurned } from './corners'
import { field, isObject, type JsonObject, parseJson, toNumber } from './json'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ImportSource, LabelFormat } from './types'

/**
 * Label Studio: JSON and JSON-MIN exports; places are percent of the picture's sides. Polygons and ellipses become the
 * upright box around them.
 * Of several annotations of a task the last that was not cancelled counts; predictions are left alone.
 * @see https://labelstud.io/guide/export
 */
export const labelStudioFormat: LabelFormat = {
  name: 'labelstudio',
  label: 'Label Studio',
  detect: async (source) => ((await filesOf(source)).length > 0 ? 0.95 : 0),
  async read(source, options) {
    const builder = new PlanBuilder('labelstudio')
    const files = source.kind === 'file' ? source.labelFiles : await filesOf(source)
    if (files.length === 0) throw invalid(source.folder, 'there is no Label Studio file (.json) in it.')
    await readEach(source, files, builder, options, (file, text) => {
      const tasks = parseJson(text, file)
      if (!Array.isArray(tasks)) throw invalid(file, 'this is not Label Studio: it is no list of tasks.')
      for (const [index, task] of tasks.entries())
        readTask(task, `${file} task ${index + 1}`, file, source, builder)
    })
    return builder.finish(options)
  },
}

const filesOf = (source: ImportSource) =>
  filesLike(
    source,
    /\.json$/i,
    (head) =>
      /^\s*\[/.test(head) &&
      (/"(rectangle|polygon|ellipse)labels"/.test(head) ||
        (head.includes('"annotations"') && head.includes('"data"') && head.includes('"result"'))),
  )

function readTask(
  task: unknown,
  where: string,
  file: string,
  { finder }: ImportSource,
  builder: PlanBuilder,
) {
  if (!isObject(task)) return builder.rejected.add('task that is no object', where)
  const data = field(task, 'data')
  const name = pictureName(isObject(data) ? data : task)
  if (name === undefined) return builder.rejected.add('task without a picture', where)
  const results = resultsOf(task, where, builder)
  if (results === undefined) return
  const exact = finder.find(name, file)
  const found = 'problem' in exact ? finder.find(withoutUploadCode(name), file) : exact
  const draft = builder.labelled(found, where, name, results.length)
  if (draft === undefined) return
  for (const [index, result] of results.entries())
    readResult(result, `${where} region ${index + 1}`, draft, builder)
}

/** The first value that ends like a picture: projects name the field as they like. */
function pictureName(data: JsonObject): string | undefined {
  for (const key of ['image', 'img', 'picture', ...Object.keys(data)]) {
    const value = field(data, key)
    if (typeof value !== 'string') continue
    // `/data/local-files/?d=folder/a.jpg`, `s3://bucket/a.jpg?token`, `/data/upload/1/a.jpg`
    const path = /[?&]d=([^&]+)/.exec(value)?.[1] ?? value.replace(/[?#].*$/s, '')
    if (/\.(jpe?g|png|bmp|tiff?|webp|gif)$/i.test(path))
      return decoded(path)
        .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\/?/i, '')
        .replace(/^\/+/, '')
  }
  return undefined
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Uploads are called `1a2b3c4d-name.jpg`. */
const withoutUploadCode = (name: string) =>
  name
    .split('/')
    .at(-1)
    ?.replace(/^[0-9a-f]{8}-/i, '') ?? name

/** What a person marked; undefined where nobody has looked yet. */
function resultsOf(task: JsonObject, where: string, builder: PlanBuilder): unknown[] | undefined {
  const annotations = field(task, 'annotations') ?? field(task, 'completions')
  if (Array.isArray(annotations)) {
    const valid = annotations.filter(isObject).filter((each) => field(each, 'was_cancelled') !== true)
    if (valid.length > 1) builder.repaired.add('several annotations of one picture: the last counts', where)
    const result = valid.length === 0 ? undefined : field(valid[valid.length - 1], 'result')
    return Array.isArray(result) ? result : undefined
  }
  // JSON-MIN: the regions stand under the names of their controls.
  const lists = Object.values(task).filter(
    (value): value is unknown[] => Array.isArray(value) && value.some(isRegion),
  )
  return lists.length === 0 ? undefined : lists.flat()
}

const isRegion = (value: unknown) =>
  isObject(value) && [...LABELS, 'brushlabels', 'keypointlabels'].some((key) => Object.hasOwn(value, key))

/** Where the names of a region's classes stand, by what it is. */
const LABELS = ['rectanglelabels', 'polygonlabels', 'ellipselabels']

function readResult(result: unknown, where: string, draft: Draft, builder: PlanBuilder) {
  if (!isObject(result)) return builder.refuse(draft, 'region that is no object', where)
  const inner = field(result, 'value')
  const value = isObject(inner) ? inner : result
  const [width, height] = ['original_width', 'original_height'].map((key) => toNumber(field(result, key)))
  const size = width && height ? { width, height } : undefined
  const corners = cornersOf(value, size)
  if (typeof corners === 'string') return builder.refuse(draft, corners, where)
  const labels = [...LABELS, 'labels'].map((key) => field(value, key)).find(Array.isArray) as unknown
  const names = Array.isArray(labels)
    ? labels.filter((label): label is string => typeof label === 'string')
    : []
  if (names.length === 0) return builder.refuse(draft, 'region without a label', where)
  if (size) draft.declared ??= { ...size, where }
  if (field(value, 'width') === undefined)
    builder.repaired.add('polygon or ellipse: the upright box around it', where)
  else if (rotationOf(value) !== 0) builder.repaired.add('rotated box: the upright box around it', where)
  for (const name of names)
    draft.boxes.push({
      className: builder.classes.add(name, where),
      x1: corners.x1 / 100,
      y1: corners.y1 / 100,
      x2: corners.x2 / 100,
      y2: corners.y2 / 100,
      isShare: true,
      where,
    })
}

interface Size {
  width: number
  height: number
}

const rotationOf = (value: JsonObject) => toNumber(field(value, 'rotation')) ?? 0

/** The box of a region in percent, or why there is none. */
function cornersOf(value: JsonObject, size: Size | undefined): Corners | string {
  const [x, y, width, height, rx, ry] = ['x', 'y', 'width', 'height', 'radiusX', 'radiusY'].map((key) =>
    toNumber(field(value, key)),
  )
  const points = field(value, 'points')
  if (Array.isArray(points)) return outline(points) ?? 'region that is no rectangle'
  const isRectangle = width !== undefined && height !== undefined
  const isEllipse = rx !== undefined && ry !== undefined
  if (x === undefined || y === undefined || !(isRectangle || isEllipse)) return 'region that is no rectangle'
  const rotation = rotationOf(value)
  if (rotation !== 0 && size === undefined) return 'rotated box without the size of its picture'
  // Where nothing is turned, percent do as well.
  const { width: w, height: h } = size ?? { width: 100, height: 100 }
  if (isRectangle)
    return rotation === 0
      ? { x1: x, y1: y, x2: x + width, y2: y + height }
      : turned([x, y, width, height], rotation, w, h)
  if (!isEllipse) return 'region that is no rectangle'
  const box = cornersOfEllipse(
    (x * w) / 100,
    (y * h) / 100,
    (rx * w) / 100,
    (ry * h) / 100,
    (rotation * Math.PI) / 180,
  )
  return inPercent(box, w, h)
}

function outline(points: readonly unknown[]): Corners | undefined {
  const pairs = points.map((point) => (Array.isArray(point) ? point.map(toNumber) : []))
  return pairs.every(([x, y]) => x !== undefined && y !== undefined)
    ? cornersAround(pairs as [number, number][])
    : undefined
}

/** Percent in, percent out; the turn (degrees, clockwise, about the top left corner) is one of pixels. */
function turned([x, y, width, height]: number[], degrees: number, w: number, h: number) {
  const angle = (degrees * Math.PI) / 180
  const [left, top, wide, high] = [(x * w) / 100, (y * h) / 100, (width * w) / 100, (height * h) / 100]
  const cx = left + (wide / 2) * Math.cos(angle) - (high / 2) * Math.sin(angle)
  const cy = top + (wide / 2) * Math.sin(angle) + (high / 2) * Math.cos(angle)
  return inPercent(cornersOfTurned(cx, cy, wide, high, angle), w, h)
}

function inPercent(box: Corners, w: number, h: number): Corners {
  return { x1: (box.x1 / w) * 100, y1: (box.y1 / h) * 100, x2: (box.x2 / w) * 100, y2: (box.y2 / h) * 100 }
}
