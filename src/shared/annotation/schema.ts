import { z } from 'zod'
import { BoxId, ClassId, ImageId, MarkId, RootId } from '../ids'
import { limits } from '../limits'

/** A coordinate in float pixels of the EXIF-oriented picture. */
const Pixel = z.number().finite()

/** Axis-aligned box, half-open: x1 < x2, y1 < y2. */
export const BoxXyxyPx = z.strictObject({ x1: Pixel, y1: Pixel, x2: Pixel, y2: Pixel })
export type BoxXyxyPx = z.infer<typeof BoxXyxyPx>

export const BoxSource = z.enum(['drawn', 'imported', 'accepted'])
export type BoxSource = z.infer<typeof BoxSource>

/** What else a person says of a box, such as ['colour', 'red']: sorted by name, each name once. */
export const Attributes = z
  .array(
    z.tuple([
      z.string().trim().min(1).max(limits.maxAttributeNameLength),
      z.string().trim().max(limits.maxAttributeValueLength),
    ]),
  )
  .max(limits.maxAttributes)
  .refine((list) => list.every(([name], i) => i === 0 || list[i - 1][0] < name), 'sorted by name, each once')
export type Attributes = z.infer<typeof Attributes>

/** Words that a person has put on a picture: sorted, each once. */
export const Flags = z
  .array(z.string().trim().min(1).max(limits.maxFlagLength))
  .max(limits.maxFlags)
  .refine((list) => list.every((flag, i) => i === 0 || list[i - 1] < flag), 'sorted, each once')
export type Flags = z.infer<typeof Flags>

export const BoxRecord = z.strictObject({
  id: BoxId,
  imageId: ImageId,
  classId: ClassId,
  ...BoxXyxyPx.shape,
  /** Neither trained on nor counted: too hard even for a person. */
  difficult: z.boolean().default(false),
  occluded: z.boolean().default(false),
  truncated: z.boolean().default(false),
  /** Covers a group (COCO iscrowd): ignored in loss and evaluation. */
  crowd: z.boolean().default(false),
  source: BoxSource.default('drawn'),
  /** Run whose detection or proposal it was; `coco`: the shipped network; null: a person's or an import's. */
  runId: z.string().nullable().default(null),
  /** When a person last agreed with it; null: not since it came. */
  reviewedAt: z.number().int().nonnegative().nullable().default(null),
  createdAt: z.number().int().nonnegative(),
  attributes: Attributes.default([]),
})
export type BoxRecord = z.infer<typeof BoxRecord>

export const ImageState = z.enum(['unlabelled', 'labelled', 'reviewed-empty'])
export type ImageState = z.infer<typeof ImageState>

export const Split = z.enum(['train', 'val', 'test'])
export type Split = z.infer<typeof Split>

export const ImageRecord = z.strictObject({
  id: ImageId,
  rootId: RootId,
  /** Posix path below its root. */
  path: z.string().min(1).max(limits.maxPathLength),
  /** Displayed size: EXIF orientation applied. 0 while the header could not be read. */
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  contentHash: z.string(),
  /** A person has said that every object here has its box (or that there is none). */
  reviewed: z.boolean(),
  split: Split.nullable(),
  /** Why the picture cannot be shown, null where it can. */
  problem: z.string().nullable(),
  flags: Flags.default([]),
  note: z.string().max(limits.maxNoteLength).default(''),
  /** When its file was last written, in ms since 1970; null: not known. */
  modifiedAt: z.number().int().nullable().default(null),
  /** A person took it out of the project: kept with its boxes, and left out of everything else. */
  takenOut: z.boolean().default(false),
})
export type ImageRecord = z.infer<typeof ImageRecord>

/** A row of the image list: the record and what its boxes amount to. */
export const ImageRow = ImageRecord.extend({
  state: ImageState,
  numBoxes: z.number().int().nonnegative(),
  classIds: z.array(ClassId),
})
export type ImageRow = z.infer<typeof ImageRow>

export const ClassRecord = z.strictObject({
  id: ClassId,
  name: z.string().trim().min(1).max(limits.maxClassNameLength),
  /** Index into the 24 class colours of the theme. */
  color: z.number().int().nonnegative(),
  /** Place in the class list; digit keys follow it. */
  order: z.number().int().nonnegative(),
})
export type ClassRecord = z.infer<typeof ClassRecord>

export const MarkKind = z.enum(['hard-negative', 'ignore'])
export type MarkKind = z.infer<typeof MarkKind>

/** A region that says something to the next training: not this class here, or look away. */
export const MarkRecord = z.strictObject({
  id: MarkId,
  imageId: ImageId,
  kind: MarkKind,
  /** The class that fired wrongly; null: any. */
  classId: ClassId.nullable(),
  ...BoxXyxyPx.shape,
  /** Run whose false positive it was. */
  runId: z.string().nullable(),
  /** The score it had then. */
  score: z.number().min(0).max(1).nullable(),
  /** Loss weight of a hard negative; null: that of the settings. */
  weight: z.number().min(1).max(100).nullable().default(null),
  createdAt: z.number().int().nonnegative(),
})
export type MarkRecord = z.infer<typeof MarkRecord>

/** State of an image from the facts: boxes make it labelled; reviewed without boxes means empty. */
export function imageState(numBoxes: number, reviewed: boolean): ImageState {
  if (numBoxes > 0) return 'labelled'
  return reviewed ? 'reviewed-empty' : 'unlabelled'
}
