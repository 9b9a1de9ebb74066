import { TriangleAlert, X } from 'lucide-react'
import type { Action } from '../../actions/types'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { Kbd } from '../../components/Kbd'
import type { Conflict } from '../../keys/conflicts'
import { displayChord } from '../../keys/displayChord'
import { chordsOf, isOwn, type Keymap } from '../../keys/keymap'
import { localText, t } from '../../language/t'
import { dropKey, MOST_CHORDS, resetKeys } from '../../state/studio/ownKeys'
import { placeWords } from './placeWords'

interface KeyDetailProps {
  action: Action
  keymap: Keymap
  conflicts: readonly Conflict<Action>[]
  capture: 'replace' | 'add' | null
  onCapture(how: 'replace' | 'add'): void
}

/** One action: where its keys work, what they are, how to change them, and what else they do. */
export function KeyDetail({ action, keymap, conflicts, capture, onCapture }: KeyDetailProps) {
  const chords = chordsOf(action, keymap)
  const own = conflicts.filter(({ first, second }) => first.id === action.id || second.id === action.id)
  return (
    <section className="keys-detail" aria-label={localText(action.label)} data-testid="key-detail">
      <h3>{localText(action.label)}</h3>
      <p className="muted small">{t('Works in: {{action}}', { action: placeWords(action) })}</p>
      <div className="keys-chords" aria-live="polite">
        {capture === null ? (
          <>
            {chords.length === 0 && <span className="faint">{t('No key')}</span>}
            {chords.map((chord) => (
              <span className="keys-chord" key={chord}>
                <Kbd chord={chord} />
                <IconButton
                  icon={X}
                  label={t('Take {{chord}} away', { chord: displayChord(chord) })}
                  onClick={() => dropKey(action, chord)}
                />
              </span>
            ))}
          </>
        ) : (
          <span className="keys-press" data-testid="key-capture">
            {t('Press the keys. Esc leaves them as they are')}
          </span>
        )}
      </div>
      <div className="keys-buttons">
        <Button data-testid="change-key" onClick={() => onCapture('replace')}>
          {t('Change')}
        </Button>
        <Button
          data-testid="add-key"
          disabled={chords.length === 0 || chords.length >= MOST_CHORDS}
          onClick={() => onCapture('add')}
        >
          {t('Add another')}
        </Button>
        <Button
          variant="quiet"
          data-testid="reset-key"
          disabled={!isOwn(action, keymap)}
          onClick={() => resetKeys(action)}
        >
          {t('Reset')}
        </Button>
      </div>
      {own.map((conflict) => {
        const other = conflict.first.id === action.id ? conflict.second : conflict.first
        return (
          <div
            className="keys-conflict"
            role="alert"
            key={conflict.chord + other.id}
            data-testid="key-conflict"
          >
            <TriangleAlert aria-hidden />
            <div className="grow">
              <p>
                <Kbd chord={conflict.chord} />{' '}
                {t('is also “{{label}}” in {{conflict}}', {
                  label: localText(other.label),
                  conflict: conflictPlace(conflict),
                })}
              </p>
              <Button data-testid="take-key" onClick={() => dropKey(other, conflict.chord)}>
                {t('Take it from there')}
              </Button>
            </div>
          </div>
        )
      })}
    </section>
  )
}

function conflictPlace({ rooms, view }: Conflict<Action>): string {
  if (rooms === null) return t('every room')
  return placeWords({ rooms: rooms as Action['rooms'] & {}, ...(view === null ? {} : { view }) })
}
