import { useEffect, useState } from 'react'
import type { PaceOf, PaceReport } from '../../../shared/pace/schema'
import { countText, groupedText } from '../../../shared/text/count'
import { aboutDurationText, durationText } from '../../../shared/text/duration'
import { momentText } from '../../../shared/text/moment'
import { ClassSwatch } from '../../components/ClassSwatch'
import { call } from '../../ipc/client'
import { allSaved, useEdits } from '../../state/labels/edits'
import { useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'
import './PaceSection.css'

/** Classes beyond these are left to the class manager. */
const MOST_CLASSES = 8

const spans = [
  ['session', 'This session'],
  ['today', 'Today'],
  ['all', 'All time'],
] as const

/** How fast it goes, and when it will be done. */
export function PaceSection() {
  const pace = usePace()
  const classes = useProject((state) => state.classes)
  if (pace === null) return <p className="pace-note muted small">Counting…</p>
  return (
    <div className="pace" data-testid="label-pace">
      <table>
        <thead>
          <tr>
            <th />
            <th>boxes/h</th>
            <th>pict./h</th>
            <th>s/box</th>
            <th>s/pict.</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(([key, words]) => (
            <Row key={key} words={words} part={pace[key]} testId={`pace-${key}`} />
          ))}
        </tbody>
      </table>
      <p className="small" data-testid="pace-left">
        {leftText(pace)}
      </p>
      {pace.classes.length > 0 && (
        <ul className="pace-classes small" aria-label="Seconds a box, by class">
          {pace.classes.slice(0, MOST_CLASSES).map(({ classId, boxes, secondsABox }) => {
            const record = classes.find(({ id }) => id === classId)
            return record === undefined ? null : (
              <li key={classId} title={countText(boxes, 'box', 'boxes')}>
                <ClassSwatch color={record.color} />
                <span className="grow ellipsis">{record.name}</span>
                <span className="faint">{secondsABox.toFixed(1)} s a box</span>
              </li>
            )
          })}
        </ul>
      )}
      <p className="faint small">
        Gaps of more than 2 minutes between two edits are pauses and do not count.
      </p>
    </div>
  )
}

function Row({ words, part, testId }: { words: string; part: PaceOf; testId: string }) {
  const { seconds, boxes, pictures } = part
  const anHour = (count: number) =>
    seconds > 0 && count > 0 ? groupedText(Math.round((3600 * count) / seconds)) : '–'
  const each = (count: number) => (seconds > 0 && count > 0 ? (seconds / count).toFixed(1) : '–')
  const title = `${countText(boxes, 'box', 'boxes')}, ${countText(pictures, 'picture')} in ${durationText(seconds)}`
  return (
    <tr title={title} data-testid={testId} data-boxes={boxes} data-pictures={pictures}>
      <th scope="row">{words}</th>
      <td>{anHour(boxes)}</td>
      <td>{anHour(pictures)}</td>
      <td>{each(boxes)}</td>
      <td>{each(pictures)}</td>
    </tr>
  )
}

function leftText({ picturesLeft, secondsLeft }: PaceReport): string {
  if (picturesLeft === 0) return 'Every picture is reviewed.'
  const left = `${countText(picturesLeft, 'picture')} left`
  if (secondsLeft === null) return `${left}. Review three to see how long they will take.`
  const now = Date.now()
  return `${left}, ${aboutDurationText(secondsLeft)}: done by ${momentText(now + secondsLeft * 1000, now)} without a pause`
}

/** Asks again after every edit, once it is saved. */
function usePace(): PaceReport | null {
  const history = useEdits((state) => state.history)
  const [pace, setPace] = useState<PaceReport | null>(null)
  useEffect(() => {
    if (history === null) return
    let isWanted = true
    allSaved()
      .then(() => call('edits.pace', {}))
      .then((report) => isWanted && setPace(report))
      .catch(reportError)
    return () => {
      isWanted = false
    }
  }, [history])
  return pace
}
