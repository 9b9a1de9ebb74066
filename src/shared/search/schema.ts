import { z } from 'zod'
import { ImageId, RunId } from '../ids'
import { MAX_SEARCH_LENGTH } from './parse'

export const SortChoice = z.strictObject({ by: z.string().max(40), descending: z.boolean() })
export type SortChoice = z.infer<typeof SortChoice>

export const SearchRequest = z.strictObject({
  query: z.string().max(MAX_SEARCH_LENGTH),
  sort: SortChoice,
  /** The run that score, detections and errors are of; null: the newest with predictions. */
  runId: RunId.nullable(),
  /** Errors on test pictures count too: only after the person has agreed to look at them. */
  includeTest: z.boolean(),
})
export type SearchRequest = z.infer<typeof SearchRequest>

export const SearchProblem = z.strictObject({
  message: z.string(),
  from: z.number().int(),
  to: z.number().int(),
})

export const SearchAnswer = z.strictObject({
  /** Pictures that match, in the order of the sort. Empty where there is a problem. */
  ids: z.array(ImageId),
  problem: SearchProblem.nullable(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const MAX_VIEWS = 200

/** A search with a name, as the list above the pictures keeps it. */
export const SavedView = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(80),
  query: z.string().max(MAX_SEARCH_LENGTH),
  sort: SortChoice,
})
export type SavedView = z.infer<typeof SavedView>

export const SearchWords = z.strictObject({
  flags: z.array(z.string()),
  attributes: z.array(z.string()),
})
