import { cornersFromCentre } from './corners'
import { field, isObject, parseJson, toNumber } from './json'
import { rounded } from './numberText'
import { PlanBuilder } from './planBuilder'
import { filesLike, readEach } from './readEach'
import { invalid } from './readText'
import type { ImportSource, LabelFormat, LabelSet } from './types'

/**
 * Create ML object detection: a list of pictures, each with labels; `x` and `y` are the centre of the box in pixels.
 * @see https://developer.apple.com/documentation/createml/building-an-object-detector-data-source
 */
export const createMlFormat: LabelFormat = {
  name: 'createml',
  label: 'Create ML',
  detect: async (source) => ((await filesOf(source)).length > 0 ? 0.9 : 0),
  async read(source, options) {
    const builder = new PlanBuilder('createml')
    const files = source.kind === 'file' ? source.labelFiles : await filesOf(source)
    if (files.length === 0) throw invalid(source.folder, 'there is no Create ML file (.json) in it.')
    await readEach(source, files, builder, options, (file, text) => {
      const list = parseJson(text, file)
      if (!Array.isArray(list)) throw invalid(file, 'this is not Create ML: it is no list of pictures.')
      for (const [index, entry] of list.entries())
        readPicture(entry, `${file} picture ${index + 1}`, file, source, builder)
    })
    return builder.finish(options)
  },
  write: {
    words: 'One JSON file for Create ML on a Mac; boxes by their centre.',
    placeOf: (image) => image.name,
    files: (set) => [{ path: 'annotations.json', content: `${JSON.stringify(contentOf(set), null, 1)}\n` }],
    carries: [],
    keepsClasses: false,
  },
}

const filesOf = (source: ImportSource) =>
  filesLike(
    source,
    /\.json$/i,
    (head) =>
      /^\s*\[/.test(head) &&
      /"coordinates"|"annotations?"\s*:/.test(head) &&
      /"image(filename)?"\s*:/.test(head) &&
      !head.includes('"image_id"'),
  )

function readPicture(
  entry: unknown,
  where: string,
  file: string,
  { finder }: ImportSource,
  builder: PlanBuilder,
) {
  const name = isObject(entry) ? (field(entry, 'image') ?? field(entry, 'imagefilename')) : undefined
  if (!isObject(entry) || typeof name !== 'string' || name === '')
    return builder.rejected.add('picture without a name', where)
  const written = field(entry, 'annotations') ?? field(entry, 'annotation')
  const annotations: unknown[] = Array.isArray(written) ? written : []
  const draft = builder.labelled(finder.find(name, file), where, name, annotations.length)
  if (draft === undefined) return
  for (const [index, annotation] of annotations.entries()) {
    const place = `${where} box ${index + 1}`
    const label = isObject(annotation) ? field(annotation, 'label') : undefined
    const box = isObject(annotation) ? field(annotation, 'coordinates') : undefined
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) =>
      isObject(box) ? toNumber(field(box, key)) : undefined,
    )
    if (typeof label !== 'string') builder.refuse(draft, 'box without a label', place)
    else if (x === undefined || y === undefined || width === undefined || height === undefined)
      builder.refuse(draft, 'box without four numbers', place)
    else
      draft.boxes.push({
        className: builder.classes.add(label, place),
        ...cornersFromCentre(x, y, width, height),
        where: place,
      })
  }
}

function contentOf(set: LabelSet) {
  return set.images
    .filter(({ isLabelled }) => isLabelled)
    .map(({ name, boxes }) => ({
      image: name,
      annotations: boxes.map(({ className, x1, y1, x2, y2 }) => ({
        label: className,
        coordinates: {
          x: rounded((x1 + x2) / 2, 4),
          y: rounded((y1 + y2) / 2, 4),
          width: rounded(x2 - x1, 4),
          height: rounded(y2 - y1, 4),
        },
      })),
    }))
}
