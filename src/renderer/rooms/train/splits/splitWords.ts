import type { Split } from '../../../../shared/annotation/schema'
import type { GroupRule } from '../../../../shared/project/schema'

export const splitWords: Record<Split, { label: string; words: string }> = {
  train: { label: 'Train', words: 'to learn from' },
  val: { label: 'Val', words: 'to check on while learning' },
  test: { label: 'Test', words: 'kept for the end' },
}

/** What keeps pictures together, with an example. */
export const ruleWords: Record<GroupRule, { label: string; words: string }> = {
  'near-duplicates': { label: 'Near-duplicates', words: 'pictures that look the same' },
  copies: { label: 'Copies', words: 'cat_rot90 and cat.rf.5f2c… with cat' },
  video: { label: 'Video', words: 'frames of one clip: clip_000123, clip_000124' },
  stem: { label: 'Name', words: 'alike up to the last number: street-4_1, street-4_2' },
  folder: { label: 'Folder', words: 'what lies in one folder' },
}
