import { RadioGroup } from 'radix-ui'
import type { Backup, BackupChanges, BackupCounts } from '../../shared/ipc/backups'
import { countText, groupedText } from '../../shared/text/count'
import { momentText } from '../../shared/text/moment'
import { Button } from '../components/Button'
import { chooseBackup, closeBackups, makeBackup, restoreChosen, useBackups } from '../state/project/backups'
import { Overlay } from './Overlay'
import './Backups.css'

/** Copies of the labels by day, what is in each, and what going back to one would change. */
export function Backups() {
  const isOpen = useBackups((state) => state.isOpen)
  return (
    <Overlay title="Backups" open={isOpen} onClose={closeBackups} wide testId="backups">
      {isOpen && <Sheet />}
    </Overlay>
  )
}

function Sheet() {
  const { list, chosen, changes, isBusy } = useBackups()
  return (
    <div className="backups">
      <header>
        <h1>Backups</h1>
        <p className="muted">
          The studio copies the labels once a day and before every import and deletion of a class, and keeps
          the newest ones. Pictures and runs are not part of it.
        </p>
      </header>
      <div className="backups-body">
        <div className="backups-head backups-line small muted">
          <span>When</span>
          <span>Why</span>
          <span>Pictures</span>
          <span>Boxes</span>
          <span>Reviewed</span>
          <span>Size</span>
        </div>
        {list !== null && (
          <div className="backups-line backups-now" data-testid="backup-now">
            <span>Now</span>
            <span className="muted">The labels as they are</span>
            <Counts counts={list.now} />
            <span />
          </div>
        )}
        <RadioGroup.Root
          className="backups-list"
          aria-label="Backups, newest first"
          value={chosen ?? ''}
          onValueChange={(name) => void chooseBackup(name)}
        >
          {list?.backups.map((backup) => (
            <Row key={backup.name} backup={backup} />
          ))}
        </RadioGroup.Root>
        {list === null && <p className="muted">Reading the backups…</p>}
        {list?.backups.length === 0 && <p className="muted">There is no backup yet. Make one now.</p>}
      </div>
      <div className="backups-preview" role="status" data-testid="backup-preview">
        {chosen === null && (
          <p className="muted">Choose a backup to see what going back to it would change.</p>
        )}
        {chosen !== null && changes === null && (
          <p className="muted">Comparing with the labels as they are…</p>
        )}
        {changes !== null && <Preview changes={changes} />}
      </div>
      <footer>
        <Button onClick={() => void makeBackup()} disabled={isBusy} data-testid="make-backup">
          Back up now
        </Button>
        <span className="grow" />
        <Button onClick={closeBackups}>Close</Button>
        <Button
          variant="primary"
          disabled={isBusy || changes === null || isSame(changes)}
          onClick={() => void restoreChosen()}
          data-testid="restore-backup"
        >
          Go back to this backup
        </Button>
      </footer>
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
      <span className="muted ellipsis">{reasons[reason] ?? reason}</span>
      {counts === null ? <span className="backups-damaged">Cannot be read</span> : <Counts counts={counts} />}
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
  if (isSame(changes)) return <p>The labels are the same as in this backup.</p>
  const { picturesTouched, editsSince } = changes
  return (
    <>
      <p>{changedParts(changes).join('; ') || 'Splits, flags or notes change'}.</p>
      <p className="muted">
        That touches {countText(picturesTouched, 'picture')}.{' '}
        {editsSince > 0 && `${countText(editsSince, 'edit')} since then can no longer be undone one by one. `}
        Runs stay. The labels as they are now become a backup first, so that this can be undone.
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
      back > 0 ? `${countText(back, one, many)} ${back === 1 ? 'comes' : 'come'} back` : null,
      gone > 0 ? `${countText(gone, one, many)} ${gone === 1 ? 'goes' : 'go'}` : null,
      changed > 0 ? `${countText(changed, one, many)} ${changed === 1 ? 'changes' : 'change'}` : null,
    ].filter((text) => text !== null)
    return said.length === 0 ? [] : [said.join(', ')]
  })
}

const isSame = (changes: BackupChanges) => changes.picturesTouched === 0 && changedParts(changes).length === 0

const reasons: Record<string, string | undefined> = {
  daily: 'Once a day',
  import: 'Before an import',
  'delete-class': 'Before a class was deleted',
  migration: 'Before an update of the studio',
  repair: 'Before a repair',
  restore: 'Before going back',
  asked: 'Made by hand',
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
