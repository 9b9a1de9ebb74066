import { readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import { limits } from '../../shared/limits'
import { StudioError } from '../../shared/result'

const Id = z.union([z.number(), z.string()])
const side = z.number().nonnegative('a box has a negative side')
/** x, y, width, height */
const bbox = z.tuple([z.number(), z.number(), side, side])

/** What scoring needs of a COCO ground-truth file; anything else in it is left alone. */
export const CocoGroundTruth = z.looseObject({
  images: z.array(z.looseObject({ id: Id })),
  categories: z.array(z.looseObject({ id: Id, name: z.string().optional() })),
  annotations: z.array(
    z.looseObject({
      id: Id.optional(),
      image_id: Id,
      category_id: Id,
      bbox,
      area: z.number().nonnegative().optional(),
      iscrowd: z.union([z.number(), z.boolean()]).optional(),
    }),
  ),
})
export type CocoGroundTruth = z.infer<typeof CocoGroundTruth>

/** COCO's result format: a list of detections. */
export const CocoDetections = z.array(
  z.looseObject({ image_id: Id, category_id: Id, bbox, score: z.number() }),
)
export type CocoDetections = z.infer<typeof CocoDetections>

/** Reads a JSON file that may be as large as a label file. */
export function readJsonFile(path: string): unknown {
  try {
    const { size } = statSync(path)
    if (size > limits.maxLabelFileBytes) {
      throw new StudioError(
        'format-invalid',
        `${path} holds ${size} bytes, more than the ${limits.maxLabelFileBytes} that are read.`,
        'Score the pictures in several parts, or leave out detections with low scores.',
      )
    }
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof StudioError) throw cause
    if (cause instanceof SyntaxError) {
      throw new StudioError(
        'format-invalid',
        `${path} is not JSON: ${cause.message}`,
        'A file that was cut off, and numbers like NaN or Infinity, are no JSON.',
        { cause },
      )
    }
    const code = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-found' : 'io-failed'
    throw new StudioError(
      code,
      `${path} cannot be read: ${(cause as Error).message}`,
      'Give the path of a file that is there and that you may read.',
      { cause },
    )
  }
}

/** Checks data against its form; the error names the first place that is off. */
export function parseCoco<S extends z.ZodType>(
  form: S,
  data: unknown,
  what: string,
  hint: string,
): z.output<S> {
  const parsed = form.safeParse(data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  throw new StudioError('format-invalid', `${what}${place}: ${issue.message}`, hint)
}
