import { basename } from 'node:path'
import { z } from 'zod'
import { readClassNames } from '../formats/classNames'
import { isObject, parseJson } from '../formats/json'
import { Notes } from '../formats/notes'
import { readHead } from '../formats/readHead'
import { invalid, readText } from '../formats/readText'
import {
  type ForeignPicture,
  type ForeignPredictions,
  MissingPieceError,
  type PredictionOptions,
  type PredictionReader,
} from './types'

const Id = z.union([z.number(), z.string()])
const Side = z.number().finite()

/** COCO's result format. */
const Result = z.looseObject({
  image_id: Id,
  category_id: Id,
  bbox: z.tuple([Side, Side, Side, Side]),
  score: z.number().min(0, 'a score is from 0 to 1').max(1, 'a score is from 0 to 1'),
})

/** What the ids mean. */
const GroundTruth = z.looseObject({
  images: z.array(
    z.looseObject({
      id: Id,
      file_name: z.string().min(1),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  categories: z.array(z.looseObject({ id: Id, name: z.string().min(1) })),
})
type GroundTruth = z.infer<typeof GroundTruth>

/** Ids are compared as text: 1 and "1" are the same. */
type ById<T> = ReadonlyMap<string, T>

/** `[{image_id, category_id, bbox: [x, y, width, height], score}]`, with the COCO file that the ids come from. */
export const cocoResults: PredictionReader = {
  name: 'coco',
  label: 'COCO results',
  async detect({ kind, path, files }) {
    if (kind !== 'file' || !/\.json$/i.test(files[0] ?? '')) return false
    return /^\s*[[{]/.test(await readHead(path))
  },
  async read({ path }, options) {
    const file = basename(path)
    const content = parseJson(await readText(path, file), file)
    // Some tools write whole COCO files whose annotations have scores.
    const isWhole = isObject(content) && Array.isArray(content.annotations)
    const results = parse(z.array(Result), isWhole ? content.annotations : content, file, RESULT_HINT)
    const truth = isWhole
      ? parse(GroundTruth, content, file, TRUTH_HINT)
      : options.groundTruth === undefined
        ? null
        : await readGroundTruth(options.groundTruth)
    return truth === null ? readNamed(file, results, options) : readById(file, results, truth)
  },
}

const RESULT_HINT = 'COCO results are a list of {image_id, category_id, bbox: [x, y, width, height], score}.'
const TRUTH_HINT = 'A COCO file has images with file_name and categories with name.'

async function readGroundTruth(path: string): Promise<GroundTruth> {
  const file = basename(path)
  return parse(GroundTruth, parseJson(await readText(path, file), file), file, TRUTH_HINT)
}

type Results = z.infer<typeof Result>[]

function readById(file: string, results: Results, { images, categories }: GroundTruth): ForeignPredictions {
  const rejected = new Notes()
  const pictures = indexed(
    images,
    file,
    'image',
    ({ file_name, width, height }): ForeignPicture => ({
      name: file_name,
      declared: width && height ? { width, height } : null,
      detections: [],
    }),
  )
  const classes = indexed(categories, file, 'category', ({ name }) => name)
  for (const [place, { image_id, category_id, bbox, score }] of results.entries()) {
    const where = `${file} [${place}]`
    const picture = pictures.get(String(image_id))
    const className = classes.get(String(category_id))
    if (picture === undefined)
      rejected.add('detection on an unknown image_id', `${where}: image_id ${image_id}`)
    else if (className === undefined)
      rejected.add('detection with an unknown category_id', `${where}: category_id ${category_id}`)
    else picture.detections.push({ className, score, xywh: bbox, unit: 'px', where })
  }
  return {
    format: cocoResults.label,
    classes: [...classes.values()],
    pictures: [...pictures.values()],
    isComplete: true,
    rejected,
  }
}

/** Without the COCO file only names say what is meant: a number could be any picture. */
async function readNamed(
  file: string,
  results: Results,
  options: PredictionOptions,
): Promise<ForeignPredictions> {
  const numbered = results.find(({ image_id }) => typeof image_id === 'number')
  if (numbered !== undefined) {
    throw new MissingPieceError(
      'groundTruth',
      `${file} names its pictures by number (image_id ${numbered.image_id}).`,
      'Give the COCO ground-truth file that lists these images.',
    )
  }
  const names = options.classes === undefined ? null : await readClassNames(options.classes)
  const pictures = new Map<string, ForeignPicture>()
  for (const [place, { image_id, category_id, bbox, score }] of results.entries()) {
    const className = typeof category_id === 'string' ? category_id : names?.get(category_id)
    if (className === undefined) {
      throw new MissingPieceError(
        names === null ? 'groundTruth' : 'classes',
        `${file} names its classes by number (category_id ${category_id})${names === null ? '' : ', which the list of classes does not have'}.`,
        'Give the COCO ground-truth file, or a list of the classes counted from 0.',
      )
    }
    const name = String(image_id)
    const picture = pictures.get(name) ?? { name, declared: null, detections: [] }
    picture.detections.push({ className, score, xywh: bbox, unit: 'px', where: `${file} [${place}]` })
    pictures.set(name, picture)
  }
  const used = [...pictures.values()].flatMap(({ detections }) =>
    detections.map(({ className }) => className),
  )
  return {
    format: cocoResults.label,
    classes: [...new Set([...(names?.values() ?? []), ...used])],
    pictures: [...pictures.values()],
    isComplete: false,
    rejected: new Notes(),
  }
}

function indexed<T extends { id: number | string }, R>(
  items: readonly T[],
  file: string,
  what: string,
  toValue: (item: T) => R,
): ById<R> & Map<string, R> {
  const byId = new Map<string, R>()
  for (const item of items) {
    if (byId.has(String(item.id))) throw invalid(file, `${what} ${item.id} is listed twice.`)
    byId.set(String(item.id), toValue(item))
  }
  return byId
}

function parse<S extends z.ZodType>(form: S, data: unknown, file: string, hint: string): z.output<S> {
  const parsed = form.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place =
    issue?.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('') ?? ''
  throw invalid(file, `${place === '' ? 'the file' : place}: ${issue?.message ?? 'invalid'}.`, hint)
}
