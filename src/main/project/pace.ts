import type { ClassId } from '../../shared/ids'
import type { PaceOf, PaceReport } from '../../shared/pace/schema'
import { LABEL_PAUSE_MS, workGaps } from '../../shared/pace/workTime'
import { startOfDay } from '../../shared/text/moment'
import type { JournalTime } from '../store/sqlite/journalTimes'
import type { ProjectService } from './projectService'

/** Rows read in one go, so that a long journal does not hold up the window. */
const CHUNK = 5000
/** Fewer pictures tell no pace. */
const LEAST_PICTURES = 3

/** Journal rows that were read already: what they say does not change, but for whether they stand. */
const readSoFar = new WeakMap<ProjectService, JournalTime[]>()

/** How fast the labelling goes; `now`: ms since 1970. */
export async function paceOf(project: ProjectService, now: number): Promise<PaceReport> {
  const rows = readSoFar.get(project) ?? []
  readSoFar.set(project, rows)
  for (;;) {
    const more = project.store.journalTimes(rows.at(-1)?.revision ?? 0, CHUNK)
    rows.push(...more)
    if (more.length < CHUNK) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  const standing = project.store.standingRevisions()
  const current = rows.map((row) => ({ ...row, stands: standing.has(row.revision) }))
  const left = project.listImages().filter(({ reviewed, problem }) => !reviewed && problem === null).length
  return paceReport(current, { now, openedAt: project.openedAt, picturesLeft: left })
}

/** The report from the rows of a journal, oldest first. */
export function paceReport(
  rows: readonly JournalTime[],
  { now, openedAt, picturesLeft }: { now: number; openedAt: number; picturesLeft: number },
): PaceReport {
  const since = (start: number) => sumUp(rows.filter(({ at }) => at >= start))
  const today = since(startOfDay(now))
  const session = since(openedAt)
  const all = sumUp(rows)
  const telling = [session, today, all].find(
    ({ pictures, seconds }) => pictures >= LEAST_PICTURES && seconds > 0,
  )
  return {
    today,
    session,
    all,
    classes: byClass(rows),
    picturesLeft,
    secondsLeft:
      picturesLeft === 0
        ? 0
        : telling === undefined
          ? null
          : (telling.seconds / telling.pictures) * picturesLeft,
  }
}

function sumUp(rows: readonly JournalTime[]): PaceOf {
  const gaps = workGaps(
    rows.map(({ at }) => at),
    LABEL_PAUSE_MS,
  )
  const standing = rows.filter(({ stands }) => stands)
  return {
    seconds: gaps.reduce((sum, gap) => sum + gap, 0) / 1000,
    boxes: standing.reduce((sum, { boxes }) => sum + boxes.reduce((part, { count }) => part + count, 0), 0),
    pictures: standing.reduce((sum, { pictures }) => sum + pictures, 0),
  }
}

/** A box took the time since the edit before it; several at once share it. */
function byClass(rows: readonly JournalTime[]): PaceReport['classes'] {
  const classes = new Map<ClassId, { boxes: number; ms: number }>()
  for (const [i, row] of rows.entries()) {
    const [gap] = i === 0 ? [] : workGaps([rows[i - 1].at, row.at], LABEL_PAUSE_MS)
    if (!row.stands || gap === undefined) continue
    const total = row.boxes.reduce((sum, { count }) => sum + count, 0)
    for (const { classId, count } of row.boxes) {
      const held = classes.get(classId) ?? { boxes: 0, ms: 0 }
      classes.set(classId, { boxes: held.boxes + count, ms: held.ms + (gap * count) / total })
    }
  }
  return [...classes]
    .map(([classId, { boxes, ms }]) => ({ classId, boxes, secondsABox: ms / 1000 / boxes }))
    .sort((a, b) => b.boxes - a.boxes)
}
