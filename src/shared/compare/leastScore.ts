import type { BoxChange, ComparedRun } from './schema'

/** From which score on a detection of this class counts for a run; none does where nothing it finds is right. */
export function leastScore(
  { threshold, byClass }: Pick<ComparedRun, 'threshold' | 'byClass'>,
  { classId, className }: Pick<BoxChange, 'classId' | 'className'>,
): number {
  const own = byClass.find((each) => (classId === null ? each.name === className : each.classId === classId))
  return own?.threshold ?? threshold ?? Number.POSITIVE_INFINITY
}
