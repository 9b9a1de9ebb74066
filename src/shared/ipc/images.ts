import { z } from 'zod'
import { BoxRecord, ImageRow, MarkRecord } from '../annotation/schema'
import { ClassId, ImageId } from '../ids'
import { call } from './define'

const BoxCounts = z.array(z.strictObject({ classId: ClassId, boxes: z.number().int().positive() }))

export const imagesContract = {
  /** A stretch of the list (`PackedRows`) around the first picture that is to be labelled, and what the list's head says. */
  'images.first': call(
    z.strictObject({}),
    z.strictObject({
      packed: z.string(),
      /** Place of the stretch among all that are in the project, taken out ones not counted. */
      at: z.number().int().nonnegative(),
      total: z.number().int().nonnegative(),
      reviewed: z.number().int().nonnegative(),
      boxCounts: BoxCounts,
    }),
  ),
  /** Every picture in natural order, as the text of `PackedRows`, and how many boxes each class has. */
  'images.list': call(
    z.strictObject({}),
    z.strictObject({
      packed: z.string(),
      boxCounts: BoxCounts,
    }),
  ),
  'images.read': call(
    z.strictObject({ imageId: ImageId }),
    z.strictObject({ image: ImageRow, boxes: z.array(BoxRecord), marks: z.array(MarkRecord) }),
  ),
  /** Names of attributes that boxes carry, each with its values, the most used first. */
  'images.attributesInUse': call(
    z.strictObject({}),
    z.array(z.strictObject({ name: z.string(), values: z.array(z.string()) })),
  ),
} as const

/** Header of an answer that has fewer pixels than its picture. */
export const REDUCED_HEADER = 'x-studio-reduced'

/**
 * Pixels never go by IPC: `studio-image://image/<ImageId>/<variant>` serves them.
 * first: what the canvas shows first; full: upright at full size, or a 16-bit picture (shared/images/deepPicture) as large as a first sight needs; deep: all
 * pixels of such a one; thumb: longest side 160; crop/x1,y1,x2,y2: that region, longest side 240;
 * tile/level/column/row: a part of a huge picture (shared/images/pyramid).
 */
export function imageUrl(
  imageId: ImageId,
  variant: 'first' | 'full' | 'deep' | 'thumb' | `crop/${string}` | `tile/${number}/${number}/${number}`,
): string {
  return `studio-image://image/${imageId}/${variant}`
}
