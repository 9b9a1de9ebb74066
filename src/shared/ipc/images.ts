import { z } from 'zod'
import { BoxRecord, ImageRow, MarkRecord } from '../annotation/schema'
import { ImageId } from '../ids'
import { call } from './define'

export const imagesContract = {
  'images.list': call(z.strictObject({}), z.array(ImageRow)),
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

/**
 * Pixels never go by IPC: `studio-image://image/<ImageId>/<variant>` serves them.
 * full: upright at full size; thumb: longest side 160; crop/x1,y1,x2,y2: that region, longest side 240.
 */
export function imageUrl(imageId: ImageId, variant: 'full' | 'thumb' | `crop/${string}`): string {
  return `studio-image://image/${imageId}/${variant}`
}
