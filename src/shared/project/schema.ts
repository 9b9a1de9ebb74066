import { z } from 'zod'
import { ClassRecord, Split } from '../annotation/schema'
import { ClassId, ProjectId, Revision, RootId } from '../ids'

/** Version of project.json and project.db together; rises with each migration. */
export const PROJECT_SCHEMA_VERSION = 4

/** project.json: small, readable, written atomically; project.db holds the rest. */
export const ProjectManifest = z.strictObject({
  format: z.literal('focal-studio-project'),
  schemaVersion: z.number().int().positive(),
  id: ProjectId,
  name: z.string().trim().min(1).max(200),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
})
export type ProjectManifest = z.infer<typeof ProjectManifest>

/** A folder that images are found in; its path is relative to the project folder where that is possible. */
export const ImageRoot = z.strictObject({
  id: RootId,
  path: z.string(),
  /** Outside the project folder: read only after the person has granted it on this machine. */
  external: z.boolean(),
  granted: z.boolean(),
})
export type ImageRoot = z.infer<typeof ImageRoot>

const count = z.number().int().nonnegative()

export const ProjectSummary = z.strictObject({
  id: ProjectId,
  name: z.string(),
  folder: z.string(),
  schemaVersion: count,
  readOnly: z.boolean(),
  /** Why it is read-only, null where it is not. */
  readOnlyReason: z.string().nullable(),
  revision: Revision,
  classes: z.array(ClassRecord),
  roots: z.array(ImageRoot),
  numImages: count,
})
export type ProjectSummary = z.infer<typeof ProjectSummary>

export const ProjectStats = z.strictObject({
  images: z.strictObject({ total: count, labelled: count, reviewed: count, empty: count }),
  boxes: count,
  /** small < 32^2 <= medium < 96^2 <= large, in px of the picture (COCO). */
  classes: z.array(
    z.strictObject({
      name: z.string(),
      boxes: count,
      images: count,
      small: count,
      medium: count,
      large: count,
    }),
  ),
  splits: z.strictObject({ train: count, val: count, test: count, none: count }),
})
export type ProjectStats = z.infer<typeof ProjectStats>

/**
 * What keeps pictures together when they are dealt: near-duplicates look the same; copies are augmented copies of one
 * picture, by their names; video are frames of one clip; stem share their name up to the last number; folder lie together.
 */
export const GroupRule = z.enum(['near-duplicates', 'copies', 'video', 'stem', 'folder'])
export type GroupRule = z.infer<typeof GroupRule>

export const SplitRequest = z.strictObject({
  ratios: z.strictObject({ train: z.number().min(0), val: z.number().min(0), test: z.number().min(0) }),
  seed: z.number().int(),
  groupBy: z.array(GroupRule).default(['near-duplicates', 'copies']),
  /** Pictures that have a split keep it; only the others are dealt. */
  onlyNew: z.boolean().default(false),
})
export type SplitRequest = z.infer<typeof SplitRequest>

export const SplitReport = z.strictObject({
  train: count,
  val: count,
  test: count,
  /** Groups of near-duplicates or sequences that were kept together. */
  groups: count,
  /** Share of val and test pictures with a near-duplicate or another picture of their group in train, 0 to 1. */
  leakScore: z.number().min(0).max(1),
})
export type SplitReport = z.infer<typeof SplitReport>

const part = z.strictObject({ pictures: count, groups: count, boxes: count })

/** What a deal would do, before it is done. */
export const SplitPreview = z.strictObject({
  pictures: count,
  groups: count,
  /** The largest group: a split cannot be met more closely than by its size. */
  largest: z.strictObject({ pictures: count, example: z.string() }).nullable(),
  before: z.strictObject({ train: part, val: part, test: part }),
  after: z.strictObject({ train: part, val: part, test: part }),
  /** Boxes of each class after the deal. */
  classes: z.array(
    z.strictObject({ classId: ClassId, name: z.string(), train: count, val: count, test: count }),
  ),
  /** Leak score as it is and as it would be, 0 to 1; null: no picture to check on. */
  leakBefore: z.number().min(0).max(1).nullable(),
  leakAfter: z.number().min(0).max(1).nullable(),
  /** Pictures that have a split and would get another. */
  moved: count,
})
export type SplitPreview = z.infer<typeof SplitPreview>

/** How the pictures were dealt last, and what is undone. */
export const SplitState = z.strictObject({ rule: SplitRequest, canUndo: z.boolean() })
export type SplitState = z.infer<typeof SplitState>

/** A thing an import mended or refused: how often, with examples by name. */
export const ImportNote = z.strictObject({ what: z.string(), count, examples: z.array(z.string()) })
export type ImportNote = z.infer<typeof ImportNote>

export const ImportReport = z.strictObject({
  format: z.string(),
  images: count,
  boxes: count,
  classes: z.array(z.strictObject({ name: z.string(), boxes: count })),
  repaired: z.array(ImportNote),
  rejected: z.array(ImportNote),
})
export type ImportReport = z.infer<typeof ImportReport>

/** File names by split, as data sets ship them. */
export const SplitFile = z.strictObject({
  train: z.array(z.string()).default([]),
  val: z.array(z.string()).default([]),
  test: z.array(z.string()).default([]),
})
export type SplitFile = z.infer<typeof SplitFile>
export { Split }
