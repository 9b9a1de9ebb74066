import { z } from 'zod'
import { ClassId } from '../ids'

const count = z.number().int().nonnegative()

/** What was done in a stretch of time. */
export const PaceOf = z.strictObject({
  /** Time at work, pauses left out, s. */
  seconds: z.number().nonnegative(),
  /** Boxes drawn, pasted or accepted that still stand. */
  boxes: count,
  /** Pictures that were said to be done. */
  pictures: count,
})
export type PaceOf = z.infer<typeof PaceOf>

export const PaceReport = z.strictObject({
  today: PaceOf,
  /** Since the project was opened. */
  session: PaceOf,
  all: PaceOf,
  /** Mean time that a box of the class took, s; the class with most boxes first. */
  classes: z.array(z.strictObject({ classId: ClassId, boxes: count, secondsABox: z.number() })),
  picturesLeft: count,
  /** Work that is left at the newest pace there is, s; null: too little was done to tell. */
  secondsLeft: z.number().nullable(),
})
export type PaceReport = z.infer<typeof PaceReport>
