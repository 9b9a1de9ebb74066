import { z } from 'zod'
import { Split } from '../annotation/schema'
import { ImageId } from '../ids'
import { limits } from '../limits'
import { MAX_VIEWS, SavedView, SearchAnswer, SearchRequest, SearchWords } from '../search/schema'
import { call } from './define'

const views = z
  .array(SavedView)
  .max(MAX_VIEWS)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two searches have the same id')

export const searchContract = {
  /** Which pictures match, in which order; the first one after opening takes its time. */
  'search.find': call(SearchRequest, SearchAnswer),
  /** Flags and attributes in use, for the completion. */
  'search.words': call(z.strictObject({}), SearchWords),
  /** Searches with a name, in the order of the list. */
  'search.views': call(z.strictObject({}), views),
  /** Puts a list in place of the one before. */
  'search.setViews': call(z.strictObject({ views }), views, limits.maxEditBytes),
  /** Puts pictures into splits; answers where they were, so that it can be taken back. */
  'search.setSplits': call(
    z.strictObject({ splits: z.array(z.tuple([ImageId, Split.nullable()])) }),
    z.strictObject({ before: z.array(z.tuple([ImageId, Split.nullable()])) }),
    limits.maxImageListBytes,
  ),
} as const
