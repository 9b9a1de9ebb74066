import { z } from 'zod'

/** Kinds of numbers that the settings are made of. */
export const fraction = z.number().min(0).max(1)
export const positive = z.number().positive().finite()
export const nonnegative = z.number().min(0).finite()
