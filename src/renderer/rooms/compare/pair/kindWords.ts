import type { ChangeKind } from '../../../../shared/compare/schema'

interface KindWords {
  title: string
  words: string
  tone: 'good' | 'bad' | 'warn'
}

/** How the kinds of change are called. */
export const kindWords: Record<ChangeKind, KindWords> = {
  fixed: { title: 'Fixed', words: 'A missed the box, B finds it', tone: 'good' },
  regressed: { title: 'Regressed', words: 'A found the box, B misses it', tone: 'bad' },
  stillWrong: { title: 'Still wrong', words: 'Missed by both, or a false positive of both', tone: 'warn' },
  newFalsePositive: { title: 'New FP', words: 'New false positives: only B fires there', tone: 'bad' },
  goneFalsePositive: { title: 'FP gone', words: 'False positives gone: only A fired there', tone: 'good' },
}
