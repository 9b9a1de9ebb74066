import type { SceneFacts } from '../../../../../shared/review/schema'
import { Button } from '../../../../components/Button'
import { countText } from '../../../../language/count'
import { t } from '../../../../language/t'
import { predictMissing } from '../../../../state/review/review'

/** What of the run does not fit the project any more, and what was done about it; nothing where all fits. */
export function SceneNotes({ facts }: { facts: SceneFacts }) {
  const notes = notesOf(facts)
  if (notes.length === 0) return null
  return (
    <div className="scene-notes" data-testid="scene-notes">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {facts.unpredicted + facts.changed > 0 && (
        <Button data-testid="predict-missing" onClick={() => void predictMissing()}>
          {t('Predict these pictures')}
        </Button>
      )}
    </div>
  )
}

/** The facts as sentences. */
export function notesOf(facts: SceneFacts): string[] {
  const notes: string[] = []
  const { unpredicted, changed, missing, deletedClasses, renamedClasses, newClasses } = facts
  if (facts.pictures === 0) notes.push(t('No labelled picture is in this split.'))
  if (unpredicted > 0) {
    const all = unpredicted === facts.pictures ? t(', so there is nothing to judge yet') : ''
    notes.push(
      t('The run has no predictions for {{unpredicted}}{{all}}.', {
        unpredicted: countText(unpredicted, 'picture'),
        all,
      }),
    )
  }
  if (changed > 0)
    notes.push(
      t('{{changed}} changed since the run saw them: left out.', { changed: countText(changed, 'picture') }),
    )
  if (missing > 0) {
    notes.push(
      t('{{missing}} cannot be found where they were; the figures hold all the same.', {
        missing: countText(missing, 'picture'),
      }),
    )
  }
  for (const { name, detections } of deletedClasses) {
    if (detections === 0) continue
    notes.push(
      t('The project has no class {{name}}: its {{detections}} are left out.', {
        name,
        detections: countText(detections, 'detection'),
      }),
    )
  }
  for (const { from, to } of renamedClasses) notes.push(t('{{from}} is called {{to}} now.', { from, to }))
  for (const { name, boxes } of newClasses) {
    notes.push(
      t('The run does not know {{name}}: its {{boxes}} count as missed.', {
        name,
        boxes: countText(boxes, 'label'),
      }),
    )
  }
  return notes
}
