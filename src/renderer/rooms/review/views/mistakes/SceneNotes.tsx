import type { SceneFacts } from '../../../../../shared/review/schema'
import { countText } from '../../../../../shared/text/count'
import { Button } from '../../../../components/Button'
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
          Predict these pictures
        </Button>
      )}
    </div>
  )
}

/** The facts as sentences. */
export function notesOf(facts: SceneFacts): string[] {
  const notes: string[] = []
  const { unpredicted, changed, missing, deletedClasses, renamedClasses, newClasses } = facts
  if (facts.pictures === 0) notes.push('No labelled picture is in this split.')
  if (unpredicted > 0) {
    const all = unpredicted === facts.pictures ? ', so there is nothing to judge yet' : ''
    notes.push(`The run has no predictions for ${countText(unpredicted, 'picture')}${all}.`)
  }
  if (changed > 0) notes.push(`${countText(changed, 'picture')} changed since the run saw them: left out.`)
  if (missing > 0) {
    notes.push(
      `${countText(missing, 'picture')} cannot be found where they were; the figures hold all the same.`,
    )
  }
  for (const { name, detections } of deletedClasses) {
    if (detections === 0) continue
    notes.push(`The project has no class ${name}: its ${countText(detections, 'detection')} are left out.`)
  }
  for (const { from, to } of renamedClasses) notes.push(`${from} is called ${to} now.`)
  for (const { name, boxes } of newClasses) {
    notes.push(`The run does not know ${name}: its ${countText(boxes, 'label')} count as missed.`)
  }
  return notes
}
