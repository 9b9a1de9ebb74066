import { entriesOf, splitRotation, wordsOf } from './boxWords'
import { cornersAround, turnedBy } from './corners'
import { field, isObject, type JsonObject, parseJson, toNumber } from './json'
import { rounded } from './numberText'
import { type Draft, PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ImportSource, LabelFile, LabelFormat, LabelSet } from './types'

/**
 * Datumaro JSON: one file a part of the set (train.json, val.json) with categories and items.
 * @see https://github.com/open-edge-platform/datumaro
 */
export const datumaroFormat: LabelFormat = {
  name: 'datumaro',
  label: 'Datumaro',
  detect: async (source) => ((await filesOf(source)).length > 0 ? 0.95 : 0),
  async read(source, options) {
    const builder = new PlanBuilder('datumaro')
    const files = source.kind === 'file' ? source.labelFiles : await filesOf(source)
    if (files.length === 0) throw invalid(source.folder, 'there is no Datumaro file (.json) in it.')
    await readEach(source, files, builder, options, (file, text) => {
      const content = parseJson(text, file)
      if (!isObject(content) || !Array.isArray(field(content, 'items')))
        throw invalid(file, 'this is not Datumaro: there are no items in it.')
      const classes = readClasses(content, file, builder)
      for (const [index, item] of (field(content, 'items') as unknown[]).entries())
        readItem(item, `${file} item ${index + 1}`, file, classes, source, builder)
    })
    return builder.finish(options)
  },
  write: {
    words: 'JSON for Datumaro, which turns it into dozens of other formats.',
    placeOf: (image) => `images/${partOf(image)}/${image.name}`,
    files: writeDatumaro,
    carries: ['difficult', 'truncated', 'occluded', 'crowd', 'attributes'],
    keepsClasses: true,
  },
}

const filesOf = (source: ImportSource) =>
  filesLike(
    source,
    /\.json$/i,
    (head) =>
      /^\s*\{/.test(head) && /"categories"\s*:\s*\{/.test(head) && /"(items|label|infos?)"\s*:/.test(head),
  )

function readClasses(content: JsonObject, file: string, builder: PlanBuilder): string[] {
  const categories = field(content, 'categories')
  const label = isObject(categories) ? field(categories, 'label') : undefined
  const labels = isObject(label) ? field(label, 'labels') : undefined
  if (!Array.isArray(labels)) return []
  return labels.map((entry: unknown, index) => {
    const name = isObject(entry) ? field(entry, 'name') : undefined
    return builder.classes.add(typeof name === 'string' ? name : '', `${file} label ${index + 1}`)
  })
}

function readItem(
  item: unknown,
  where: string,
  file: string,
  classes: readonly string[],
  { finder }: ImportSource,
  builder: PlanBuilder,
) {
  if (!isObject(item)) return builder.rejected.add('item that is no object', where)
  const media = [field(item, 'image'), field(item, 'media')].find(isObject)
  const path = media === undefined ? undefined : field(media, 'path')
  const name = typeof path === 'string' && path !== '' ? path : field(item, 'id')
  if (typeof name !== 'string' || name === '') return builder.rejected.add('item without a picture', where)
  const written = field(item, 'annotations')
  const annotations: unknown[] = Array.isArray(written) ? written : []
  const draft = builder.labelled(finder.find(name, file), where, name, annotations.length)
  if (draft === undefined) return
  const size = media === undefined ? undefined : field(media, 'size')
  const [height, width] = Array.isArray(size) ? size.map(toNumber) : []
  if (width && height) draft.declared ??= { width, height, where }
  for (const [index, annotation] of annotations.entries())
    readAnnotation(annotation, `${where} annotation ${index + 1}`, classes, draft, builder)
}

function readAnnotation(
  annotation: unknown,
  where: string,
  classes: readonly string[],
  draft: Draft,
  builder: PlanBuilder,
) {
  if (!isObject(annotation)) return builder.refuse(draft, 'annotation that is no object', where)
  const corners = cornersOf(annotation)
  if (corners === undefined)
    return builder.refuse(draft, `annotation that is no box (${kindOf(annotation)})`, where)
  const className = classes[toNumber(field(annotation, 'label_id')) ?? -1]
  if (className === undefined) return builder.refuse(draft, 'box with an unknown label_id', where)
  const isBox = kindOf(annotation) === 'bbox'
  const { degrees, others } = splitRotation(field(annotation, 'attributes'))
  if (!isBox) builder.repaired.add('polygon: the upright box around it', where)
  else if (degrees !== 0) builder.repaired.add('rotated box or polygon: the upright box around it', where)
  draft.boxes.push({
    className,
    ...turnedBy(corners, isBox ? degrees : 0),
    ...wordsOf(others),
    where,
  })
}

function kindOf(annotation: JsonObject): string {
  const kind = field(annotation, 'type')
  return typeof kind === 'string' ? kind.slice(0, 40) : 'no type'
}

function cornersOf(annotation: JsonObject) {
  const kind = kindOf(annotation)
  const values = field(annotation, kind === 'bbox' ? 'bbox' : 'points')
  if (!Array.isArray(values)) return undefined
  const numbers = values.map(toNumber)
  if (numbers.some((value) => value === undefined)) return undefined
  if (kind === 'bbox') {
    const [x, y, width, height] = numbers as number[]
    return numbers.length === 4 ? { x1: x, y1: y, x2: x + width, y2: y + height } : undefined
  }
  if (kind !== 'polygon') return undefined
  const points: [number, number][] = []
  for (let i = 0; i + 1 < numbers.length; i += 2)
    points.push([numbers[i] as number, numbers[i + 1] as number])
  return cornersAround(points)
}

const partOf = ({ split }: LabelSet['images'][number]) => split ?? 'default'

function* writeDatumaro(set: LabelSet): Iterable<LabelFile> {
  const numbers = new Map(set.classes.map((name, index) => [name, index]))
  for (const part of ['default', 'train', 'val', 'test']) {
    const images = set.images.filter((image) => partOf(image) === part)
    if (images.length === 0 && part !== 'default') continue
    const items = images.map((image) => ({
      id: image.name.replace(/\.[^./]*$/, ''),
      annotations: image.boxes.map((box, index) => ({
        id: index,
        type: 'bbox',
        attributes: Object.fromEntries(
          entriesOf(box).map(([name, value]) => [name === 'crowd' ? 'is_crowd' : name, value]),
        ),
        group: 0,
        label_id: numbers.get(box.className),
        z_order: 0,
        bbox: [
          rounded(box.x1, 3),
          rounded(box.y1, 3),
          rounded(box.x2 - box.x1, 3),
          rounded(box.y2 - box.y1, 3),
        ],
      })),
      image: { path: image.name, size: [image.height, image.width] },
    }))
    const labels = set.classes.map((name) => ({ name, parent: '', attributes: [] }))
    const content = { info: {}, categories: { label: { labels, attributes: [] } }, items }
    if (images.length > 0 || set.images.length === 0)
      yield { path: `annotations/${part}.json`, content: `${JSON.stringify(content)}\n` }
  }
}
