import { RadioGroup } from 'radix-ui'
import type { Backup, BackupChanges, BackupCounts } from '../../shared/ipc/backups'
import { groupedText } from '../../shared/text/count'
import { Button } from '../components/Button'
import { countText } from '../language/count'
import { momentText } from '../language/moment'
import { english, localText, t } from '../language/t'
import { chooseBackup, closeBackups, makeBackup, restoreChosen, useBackups } from '../state/project/backups'
import { Overlay } from './Overlay'
import './Backups.css'

/** Copies of the labels by day, what is in each, and what going back to one would change. */
export function Backups() {
  const isOpen = useBackups((state) => state.isOpen)
  return (
    <Overlay title={t('Backups')} open={isOpen} onClose={closeBackups} wide testId="backups">
      {isOpen && <Sheet />}
    </Overlay>
  )
}

function Sheet() {
  const { list, chosen, changes, isBusy } = useBackups()
  return (
    <div className="backups">
      <div className="card-head">
        <h1>{t('Backups')}</h1>
        <p className="muted">
          {t(
            'The studio copies the labels once a day and before every import and deletion of a class, and keeps the newest ones of each kind. Pictures and runs are not part of it.',
          )}
        </p>
      </div>
      <div className="backups-body">
        <div className="backups-head backups-line small muted">
          <span>{t('When')}</span>
          <span>{t('Why')}</span>
          <span>{t('Pictures')}</span>
          <span>{t('Boxes')}</span>
          <span>{t('Reviewed')}</span>
          <span>{t('Size')}</span>
        </div>
        {list !== null && (
          <div className="backups-line backups-now" data-testid="backup-now">
            <span>{t('Now')}</span>
            <span className="muted">{t('The labels as they are')}</span>
            <Counts counts={list.now} />
            <span />
          </div>
        )}
        <RadioGroup.Root
          className="backups-list"
          aria-label={t('Backups, newest first')}
          value={chosen ?? ''}
          onValueChange={(name) => void chooseBackup(name)}
        >
          {list?.backups.map((backup) => (
            <Row key={backup.name} backup={backup} />
          ))}
        </RadioGroup.Root>
        {list === null && <p className="muted">{t('Reading the backups…')}</p>}
        {list?.backups.length === 0 && <p className="muted">{t('There is no backup yet. Make one now.')}</p>}
      </div>
      <div className="backups-preview" role="status" data-testid="backup-preview">
        {chosen === null && (
          <p className="muted">{t('Choose a backup to see what going back to it would change.')}</p>
        )}
        {chosen !== null && changes === null && (
          <p className="muted">{t('Comparing with the labels as they are…')}</p>
        )}
        {changes !== null && <Preview changes={changes} />}
      </div>
      <div className="card-foot">
        <Button onClick={() => void makeBackup()} disabled={isBusy} data-testid="make-backup">
          {t('Back up now')}
        </Button>
        <span className="grow" />
        <Button onClick={closeBackups}>{t('Close')}</Button>
        <Button
          variant="primary"
          disabled={isBusy || changes === null || isSame(changes)}
          onClick={() => void restoreChosen()}
          data-testid="restore-backup"
        >
          {t('Go back to this backup')}
        </Button>
      </div>
    </div>
  )
}

function Row({ backup }: { backup: Backup }) {
  const { name, at, reason, bytes, counts } = backup
  return (
    <RadioGroup.Item
      value={name}
      disabled={counts === null}
      className="backups-line backups-row"
      data-testid="backup-row"
      title={new Date(at).toLocaleString('en-GB')}
    >
      <span>{momentText(at, Date.now())}</span>
      <span className="muted ellipsis">{localText(reasons[reason] ?? reason)}</span>
      {counts === null ? (
        <span className="backups-damaged">{t('Cannot be read')}</span>
      ) : (
        <Counts counts={counts} />
      )}
      <span>{megabytes(bytes)}</span>
    </RadioGroup.Item>
  )
}

function Counts({ counts }: { counts: BackupCounts }) {
  return (
    <>
      <span>{groupedText(counts.pictures)}</span>
      <span>{groupedText(counts.boxes)}</span>
      <span>{groupedText(counts.reviewed)}</span>
    </>
  )
}

function Preview({ changes }: { changes: BackupChanges }) {
  if (isSame(changes)) return <p>{t('The labels are the same as in this backup.')}</p>
  const { picturesTouched, editsSince } = changes
  return (
    <>
      <p>{changedParts(changes).join('; ') || t('Splits, flags or notes change')}.</p>
      <p className="muted">
        {[
          t('That touches {{pictures}}.', { pictures: countText(picturesTouched, 'picture') }),
          editsSince > 0 &&
            t('{{edits}} since then can no longer be undone one by one.', {
              edits: countText(editsSince, 'edit'),
            }),
          t('Runs stay. The labels as they are now become a backup first, so that this can be undone.'),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  )
}

function changedParts({ boxes, marks, pictures, classes }: BackupChanges): string[] {
  const parts = [
    ['box', 'boxes', boxes],
    ['mark', 'marks', marks],
    ['picture', 'pictures', pictures],
    ['class', 'classes', classes],
  ] as const
  return parts.flatMap(([one, many, { back, gone, changed }]) => {
    const said = [
      back > 0 && {
        text: back === 1 ? english('{{what}} comes back') : english('{{what}} come back'),
        count: back,
      },
      gone > 0 && { text: gone === 1 ? english('{{what}} goes') : english('{{what}} go'), count: gone },
      changed > 0 && {
        text: changed === 1 ? english('{{what}} changes') : english('{{what}} change'),
        count: changed,
      },
    ].filter((part) => part !== false)
    if (said.length === 0) return []
    return [said.map(({ text, count }) => t(text, { what: countText(count, one, many) })).join(t(', '))]
  })
}

const isSame = (changes: BackupChanges) => changes.picturesTouched === 0 && changedParts(changes).length === 0

const reasons: Record<string, string | undefined> = {
  daily: english('Once a day'),
  import: english('Before an import'),
  'delete-class': english('Before a class was deleted'),
  migration: english('Before an update of the studio'),
  repair: english('Before a repair'),
  restore: english('Before going back'),
  asked: english('Made by hand'),
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
