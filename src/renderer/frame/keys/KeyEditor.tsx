import { useCallback, useMemo, useRef, useState } from 'react'
import { Button } from '../../components/Button'
import { Field } from '../../components/Field'
import { Segmented } from '../../components/Segmented'
import { Select } from '../../components/Select'
import { findConflicts } from '../../keys/conflicts'
import { chordsOf, isOwn } from '../../keys/keymap'
import { keyPresets } from '../../keys/presets'
import { english, localText, t } from '../../language/t'
import { useNavigation } from '../../state/studio/navigation'
import { choosePreset, exportKeys, importKeys, resetAllKeys, setKeys } from '../../state/studio/ownKeys'
import { usePreferences } from '../../state/studio/preferences'
import { allActions } from '../allActions'
import { Overlay } from '../Overlay'
import { KeyDetail } from './KeyDetail'
import { KeyList } from './KeyList'
import { type KeyFilter, sought } from './soughtKeys'
import { useKeyCapture } from './useKeyCapture'
import './KeyEditor.css'

/** Every action with its keys: a preset, the person's own over it, and what two actions share. */
export function KeyEditor() {
  const open = useNavigation((state) => state.keysOpen)
  return (
    <Overlay
      title={t('Keys')}
      open={open}
      wide
      onClose={() => useNavigation.setState({ keysOpen: false })}
      testId="key-editor"
    >
      {open && <Editor />}
    </Overlay>
  )
}

function Editor() {
  const keyPreset = usePreferences((state) => state.keyPreset)
  const own = usePreferences((state) => state.keymap)
  const keymap = useMemo(() => ({ keyPreset, keymap: own }), [keyPreset, own])
  const conflicts = useMemo(() => findConflicts(allActions, keymap), [keymap])
  const [query, setQuery] = useState('')
  const [filter, setFilter] = useState<KeyFilter>('all')
  const [chosenId, setChosenId] = useState<string | null>(null)
  /** What the next chord does: stands instead of the others, or beside them. */
  const [capture, setCapture] = useState<'replace' | 'add' | null>(null)
  const list = useRef<HTMLDivElement>(null)

  const shown = sought(allActions, { query, filter, keymap, conflicts })
  const chosen = shown.find(({ id }) => id === chosenId) ?? shown[0]
  const take = useCallback(
    (chord: string | null) => {
      setCapture(null)
      if (chord === null || chosen === undefined) return
      setKeys(chosen, capture === 'add' ? [...chordsOf(chosen, keymap), chord] : [chord])
    },
    [capture, chosen, keymap],
  )
  useKeyCapture(capture !== null, take)
  const numChanged = allActions.filter((action) => isOwn(action, keymap)).length
  const focusList = () => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()

  return (
    <>
      <div className="keys-head">
        <h2>{t('Keys')}</h2>
        <Select
          label={t('Keys of')}
          value={keyPreset}
          options={keyPresets.map(({ id, label }) => ({ value: id, label: localText(label) }))}
          onChange={choosePreset}
          testId="key-preset"
        />
        <Field
          autoFocus
          className="grow"
          aria-label={t('Search actions and keys')}
          placeholder={t('Search actions and keys')}
          data-testid="key-search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusList()
          }}
        />
        <Segmented<KeyFilter>
          label={t('Which actions')}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t('All') },
            { value: 'changed', label: t('Changed {{numChanged}}', { numChanged }), testId: 'keys-changed' },
            {
              value: 'conflicts',
              label: t('Conflicts {{conflicts}}', { conflicts: conflicts.length }),
              testId: 'keys-conflicts',
            },
          ]}
        />
      </div>
      <div className="keys-body">
        <KeyList
          ref={list}
          actions={shown}
          chosen={chosen}
          keymap={keymap}
          conflicts={conflicts}
          emptyWords={query === '' ? emptyWords[filter] : t('Nothing is called that')}
          onChoose={(action) => {
            setCapture(null)
            setChosenId(action.id)
          }}
          onChange={() => setCapture('replace')}
          onClear={(action) => setKeys(action, [])}
        />
        {chosen !== undefined && (
          <KeyDetail
            action={chosen}
            keymap={keymap}
            conflicts={conflicts}
            capture={capture}
            onCapture={setCapture}
          />
        )}
      </div>
      <div className="keys-foot">
        <span className="faint small grow">{t('Enter changes, Del takes the keys away, Esc closes')}</span>
        <Button
          variant="quiet"
          data-testid="import-keys"
          onClick={() => importKeys(allActions.map(({ id }) => id))}
        >
          {t('Import')}
        </Button>
        <Button variant="quiet" data-testid="export-keys" onClick={exportKeys}>
          {t('Export')}
        </Button>
        <Button data-testid="reset-keys" disabled={numChanged === 0} onClick={resetAllKeys}>
          {t('Reset all')}
        </Button>
      </div>
    </>
  )
}

const emptyWords: Record<KeyFilter, string> = {
  all: english('There are no actions'),
  changed: english('You have changed no key'),
  conflicts: english('No key means two things in one place'),
}
