import { cornersOfTurned } from './corners'
import { field, isObject, type JsonObject, parseJson, toNumber } from './json'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ImportSource, LabelFormat } from './types'

/**
 * Label Studio: JSON and JSON-MIN exports of rectangle labels; places are percent of the picture's sides.
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
      (head.includes('"rectanglelabels"') ||
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
    const path = /[?&]d=([^&]+)/.exec(value)?.[1] ?? value.replace(/[?#].*$/, '')
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
  // JSON-MIN: the regions stand under the name of the tag.
  for (const value of Object.values(task))
    if (
      Array.isArray(value) &&
      value.some((each) => isObject(each) && Object.hasOwn(each, 'rectanglelabels'))
    )
      return value
  return undefined
}

function readResult(result: unknown, where: string, draft: Draft, builder: PlanBuilder) {
  if (!isObject(result)) return builder.refuse(draft, 'region that is no object', where)
  const inner = field(result, 'value')
  const value = isObject(inner) ? inner : result
  const labels = field(value, 'rectanglelabels') ?? field(value, 'labels')
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => toNumber(field(value, key)))
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return builder.refuse(draft, 'region that is no rectangle', where)
  const names = Array.isArray(labels)
    ? labels.filter((label): label is string => typeof label === 'string')
    : []
  if (names.length === 0) return builder.refuse(draft, 'region without a label', where)
  const rotation = toNumber(field(value, 'rotation')) ?? 0
  const [w, h] = ['original_width', 'original_height'].map((key) => toNumber(field(result, key)))
  let corners = { x1: x, y1: y, x2: x + width, y2: y + height }
  if (rotation !== 0 && w && h) {
    builder.repaired.add('rotated box: the upright box around it', where)
    corners = turned([x, y, width, height], rotation, w, h)
  } else if (rotation !== 0)
    return builder.refuse(draft, 'rotated box without the size of its picture', where)
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

/** Percent in, percent out; the turn (degrees, clockwise, about the top left corner) is one of pixels. */
function turned([x, y, width, height]: number[], degrees: number, w: number, h: number) {
  const angle = (degrees * Math.PI) / 180
  const [left, top, wide, high] = [(x * w) / 100, (y * h) / 100, (width * w) / 100, (height * h) / 100]
  const cx = left + (wide / 2) * Math.cos(angle) - (high / 2) * Math.sin(angle)
  const cy = top + (wide / 2) * Math.sin(angle) + (high / 2) * Math.cos(angle)
  const box = cornersOfTurned(cx, cy, wide, high, angle)
  return { x1: (box.x1 / w) * 100, y1: (box.y1 / h) * 100, x2: (box.x2 / w) * 100, y2: (box.y2 / h) * 100 }
}
