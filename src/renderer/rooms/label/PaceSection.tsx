import { useEffect, useState } from 'react'
import type { PaceOf, PaceReport } from '../../../shared/pace/schema'
import { groupedText } from '../../../shared/text/count'
import { ClassSwatch } from '../../components/ClassSwatch'
import { call } from '../../ipc/client'
import { countText } from '../../language/count'
import { aboutDurationText, durationText } from '../../language/duration'
import { momentText } from '../../language/moment'
import { english, localText, t } from '../../language/t'
import { allSaved, useEdits } from '../../state/labels/edits'
import { useProject } from '../../state/project/project'
import { reportError } from '../../state/studio/notices'
import './PaceSection.css'

/** Classes beyond these are left to the class manager. */
const MOST_CLASSES = 8

const spans = [
  ['session', english('This session')],
  ['today', english('Today')],
  ['all', english('All time')],
] as const

/** How fast it goes, and when it will be done. */
export function PaceSection() {
  const pace = usePace()
  const classes = useProject((state) => state.classes)
  if (pace === null) return <p className="pace-note muted small">{t('Counting…')}</p>
  return (
    <div className="pace" data-testid="label-pace">
      <table>
        <thead>
          <tr>
            <td />
            <th>{t('boxes/h')}</th>
            <th>{t('pict./h')}</th>
            <th>{t('s/box')}</th>
            <th>{t('s/pict.')}</th>
          </tr>
        </thead>
        <tbody>
          {spans.map(([key, words]) => (
            <Row key={key} words={localText(words)} part={pace[key]} testId={`pace-${key}`} />
          ))}
        </tbody>
      </table>
      <p className="small" data-testid="pace-left">
        {leftText(pace)}
      </p>
      {pace.classes.length > 0 && (
        <ul className="pace-classes small" aria-label={t('Seconds a box, by class')}>
          {pace.classes.slice(0, MOST_CLASSES).map(({ classId, boxes, secondsABox }) => {
            const record = classes.find(({ id }) => id === classId)
            return record === undefined ? null : (
              <li key={classId} title={countText(boxes, 'box', 'boxes')}>
                <ClassSwatch color={record.color} />
                <span className="grow ellipsis">{record.name}</span>
                <span className="faint">
                  {t('{{secondsABox}} s a box', { secondsABox: secondsABox.toFixed(1) })}
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <p className="faint small">
        {t('Gaps of more than 2 minutes between two edits are pauses and do not count.')}
      </p>
    </div>
  )
}

function Row({ words, part, testId }: { words: string; part: PaceOf; testId: string }) {
  const { seconds, boxes, pictures } = part
  const anHour = (count: number) =>
    seconds > 0 && count > 0 ? groupedText(Math.round((3600 * count) / seconds)) : '–'
  const each = (count: number) => (seconds > 0 && count > 0 ? (seconds / count).toFixed(1) : '–')
  const title = t('{{boxes}}, {{pictures}} in {{seconds}}', {
    boxes: countText(boxes, 'box', 'boxes'),
    pictures: countText(pictures, 'picture'),
    seconds: durationText(seconds),
  })
  return (
    <tr title={localText(title)} data-testid={testId} data-boxes={boxes} data-pictures={pictures}>
      <th scope="row">{localText(words)}</th>
      <td>{anHour(boxes)}</td>
      <td>{anHour(pictures)}</td>
      <td>{each(boxes)}</td>
      <td>{each(pictures)}</td>
    </tr>
  )
}

function leftText({ picturesLeft, secondsLeft }: PaceReport): string {
  if (picturesLeft === 0) return t('Every picture is reviewed.')
  const left = t('{{picturesLeft}} left', { picturesLeft: countText(picturesLeft, 'picture') })
  if (secondsLeft === null) return t('{{left}}. Review three to see how long they will take.', { left })
  const now = Date.now()
  return t('{{left}}, {{secondsLeft}}: done by {{now}} without a pause', {
    left,
    secondsLeft: aboutDurationText(secondsLeft),
    now: momentText(now + secondsLeft * 1000, now),
  })
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
