import { useState } from 'react'
import { editKeys } from '../actions/help/editKeys'
import { runAction } from '../actions/runAction'
import type { Action } from '../actions/types'
import { useKeys } from '../actions/useKeys'
import { Button } from '../components/Button'
import { Field } from '../components/Field'
import { Kbd } from '../components/Kbd'
import { displayChord } from '../keys/displayChord'
import { bothTexts, localText, t } from '../language/t'
import { rooms } from '../rooms'
import { useProject } from '../state/project/project'
import { useNavigation } from '../state/studio/navigation'
import { usePreferences } from '../state/studio/preferences'
import { actionsHere } from './allActions'
import { keyLines } from './familyKeys'
import { Overlay } from './Overlay'
import { pointerHints } from './pointerHints'
import { rank, searchable } from './searchRank'
import './ShortcutOverlay.css'

/** Every key that works on the screen in sight. */
export function ShortcutOverlay() {
  const open = useNavigation((state) => state.helpOpen)
  return (
    <Overlay
      title={t('Keys here')}
      open={open}
      wide
      onClose={() => useNavigation.setState({ helpOpen: false })}
      testId="shortcuts"
    >
      {open && <Keys />}
    </Overlay>
  )
}

function Keys() {
  const [query, setQuery] = useState('')
  const keymap = usePreferences()
  const isOpen = useProject((state) => state.status === 'open')
  const roomId = useNavigation((state) => state.room)
  const [editChord] = useKeys(editKeys)
  const room = rooms.find(({ id }) => id === roomId)
  const view = room?.views?.list.find(({ id }) => id === room.views?.current())
  const finds = (words: string) => query.trim() === '' || rank(searchable(words, ''), query) > 0
  const here = actionsHere().filter((action) => isOpen || action.withoutProject === true)
  const groups = groupsOf(here)
    .map(
      ([group, actions]) =>
        [
          group,
          keyLines(actions, keymap).filter(({ label, chords }) =>
            finds(
              `${bothTexts(label)} ${bothTexts(group)} ${chords.map((chord) => `${chord} ${displayChord(chord)}`).join(' ')}`,
            ),
          ),
        ] as const,
    )
    .filter(([, lines]) => lines.length > 0)
  const pointers =
    isOpen && roomId === 'label'
      ? pointerHints.filter(([what, how]) => finds(`${bothTexts(what)} ${bothTexts(how)}`))
      : []
  const place = isOpen
    ? [room?.label, view?.label]
        .filter((part) => part !== undefined)
        .map(localText)
        .join(': ')
    : t('Welcome')
  return (
    <>
      <div className="shortcuts-head">
        <h2>{t('Keys in {{place}}', { place })}</h2>
        <Field
          autoFocus
          className="grow"
          aria-label={t('Search the keys')}
          placeholder={t('Search by name or key')}
          data-testid="shortcuts-search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button data-testid="edit-keys" onClick={() => runAction(editKeys)}>
          {t('Change the keys')} {editChord !== undefined && <Kbd chord={editChord} />}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
      <section className="shortcuts-scroll" aria-label={t('Keys')} tabIndex={0}>
        <div className="shortcuts">
          {groups.length === 0 && pointers.length === 0 && (
            <p className="muted">{t('Nothing is called that here')}</p>
          )}
          {groups.map(([group, lines]) => (
            <section key={group}>
              <h3>{localText(group)}</h3>
              {lines.map(({ label, chords }) => (
                <div className="shortcuts-row" key={label}>
                  <span className="grow">{localText(label)}</span>
                  {chords.map((chord) => (
                    <Kbd key={chord} chord={chord} />
                  ))}
                </div>
              ))}
            </section>
          ))}
          {pointers.length > 0 && (
            <section>
              <h3>{t('Pointer')}</h3>
              {pointers.map(([what, how]) => (
                <div className="shortcuts-row" key={what}>
                  <span className="grow">{localText(what)}</span>
                  <span className="muted small">{localText(how)}</span>
                </div>
              ))}
            </section>
          )}
        </div>
      </section>
    </>
  )
}

function groupsOf(actions: readonly Action[]): [string, Action[]][] {
  const groups = new Map<string, Action[]>()
  for (const action of actions) groups.set(action.group, [...(groups.get(action.group) ?? []), action])
  return [...groups]
}
