import type { ClassRecord } from '../../../../shared/annotation/schema'
import type { ClassChange, ClassPreview } from '../../../../shared/ipc/classes'
import { Button } from '../../../components/Button'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { applyPending, previewChange, useClassManager } from '../../../state/labels/classManager'
import { useProject } from '../../../state/project/project'
import { reportError } from '../../../state/studio/notices'

/** More runs than this are counted, not named. */
const MOST_NAMED = 3

/** What a change would reach, before it is done; it is one step of undo. */
export function ChangePreview({ records }: { records: readonly ClassRecord[] }) {
  const { pending, preview, isChanging } = useClassManager()
  const into = useProject((state) =>
    pending?.what === 'merge' ? state.classes.find(({ id }) => id === pending.into)?.name : undefined,
  )
  if (pending === null) return null
  const what = records.length === 1 ? records[0].name : countText(records.length, 'class', 'classes')
  return (
    <section className="change-preview" aria-label={t('What changes')} data-testid="change-preview">
      <h4>{titleOf(pending, what, into)}</h4>
      {preview === null ? (
        <p className="muted small">{t('Counting…')}</p>
      ) : (
        <ul className="small">
          {linesOf(pending, preview, into).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {preview?.problem != null && (
        <p className="change-problem small" role="alert">
          {preview.problem}
        </p>
      )}
      <div className="change-buttons">
        <Button
          variant={pending.what === 'delete' ? 'danger' : 'primary'}
          data-testid="apply-class-change"
          disabled={preview === null || preview.problem !== null || isChanging}
          onClick={() => applyPending().catch(reportError)}
        >
          {{ rename: 'Rename', merge: 'Merge', delete: 'Delete' }[pending.what]}
        </Button>
        <Button variant="quiet" onClick={() => previewChange(null)}>
          {t('Keep as it is')}
        </Button>
        <span className="faint small">{t('One step of undo')}</span>
      </div>
    </section>
  )
}

function titleOf(change: ClassChange, what: string, into: string | undefined): string {
  if (change.what === 'rename') return t('Rename {{what}} to {{name}}', { what, name: change.name.trim() })
  return change.what === 'merge'
    ? t('Merge {{what}} into {{into}}', { what, into: into ?? '?' })
    : t('Delete {{what}}', { what })
}

function linesOf(change: ClassChange, preview: ClassPreview, into: string | undefined): string[] {
  const { boxes, pictures, marks, proposals, emptied, already, runs } = preview
  const verb = {
    rename: t('get the new name'),
    merge: t('become {{into}}', { into: into ?? '?' }),
    delete: t('are deleted'),
  }[change.what]
  const reach = [countText(boxes, 'box', 'boxes'), ...(marks > 0 ? [countText(marks, 'mark')] : [])].join(
    t(', '),
  )
  const named = runs.slice(0, MOST_NAMED).map(({ name }) => name)
  const more =
    runs.length > MOST_NAMED ? ` ${t('and {{runs}} more', { runs: runs.length - MOST_NAMED })}` : ''
  return [
    t('{{reach}} on {{pictures}} {{verb}}', { reach, pictures: countText(pictures, 'picture'), verb }),
    // Those lie on other pictures as well.
    ...(proposals > 0
      ? [t('{{reach}} {{verb}}', { reach: countText(proposals, 'open proposal'), verb })]
      : []),
    ...(already > 0
      ? [
          t('{{into}} has {{already}} already', {
            into: into ?? '?',
            already: countText(already, 'box', 'boxes'),
          }),
        ]
      : []),
    ...(emptied > 0
      ? [t('{{emptied}} will have no box left', { emptied: countText(emptied, 'picture') })]
      : []),
    ...(runs.length > 0
      ? [
          t('{{named}}{{more}} learnt the old name{{value}}', {
            named: named.join(t(', ')),
            more,
            value:
              change.what === 'delete'
                ? t(': what they detect of it will count for nothing')
                : ` ${t('and will be understood as before')}`,
          }),
        ]
      : []),
  ]
}
