import type { KeyFile } from '../../../shared/keys/keyFile'
import { call } from '../../ipc/client'
import { parseChord } from '../../keys/chord'
import { chordsOf, type Keyed, presetKeys } from '../../keys/keymap'
import { presetOf } from '../../keys/presets'
import { countText } from '../../language/count'
import { t } from '../../language/t'
import { notify, reportError } from './notices'
import { setPreferences, usePreferences } from './preferences'

/** As many chords as an action may have. */
export const MOST_CHORDS = 4

/** Gives an action chords of the person's own; those of the preset are none of their own. */
export function setKeys(action: Keyed, chords: readonly string[]): void {
  const { keymap, keyPreset } = usePreferences.getState()
  const { [action.id]: _, ...others } = keymap
  const isPreset = presetKeys(action, keyPreset).join(' ') === chords.join(' ')
  setPreferences({
    keymap: isPreset ? others : { ...others, [action.id]: [...new Set(chords)].slice(0, MOST_CHORDS) },
  })
}

/** Takes one chord from an action. */
export function dropKey(action: Keyed, chord: string): void {
  setKeys(
    action,
    chordsOf(action, usePreferences.getState()).filter((other) => other !== chord),
  )
}

/** The keys of the preset again. */
export function resetKeys(action: Keyed): void {
  setKeys(action, presetKeys(action, usePreferences.getState().keyPreset))
}

/** The keys of the preset again, for all; can be taken back from the message. */
export function resetAllKeys(): void {
  const { keymap } = usePreferences.getState()
  setPreferences({ keymap: {} })
  notify({
    tone: 'plain',
    title: t('{{Object}} set back', { Object: countText(Object.keys(keymap).length, 'key', 'keys') }),
    action: { label: t('Undo'), run: () => setPreferences({ keymap }) },
  })
}

/** Lays the person's own keys over another preset. */
export function choosePreset(id: string): void {
  setPreferences({ keyPreset: presetOf(id).id })
}

/** Asks for a file and writes preset and own keys there. */
export async function exportKeys(): Promise<void> {
  const { keyPreset, keymap } = usePreferences.getState()
  try {
    const written = await call('app.exportKeys', {
      format: 'focal-keys',
      version: 1,
      preset: keyPreset,
      keys: keymap,
    })
    if (written !== null) notify({ tone: 'good', title: t('Keys saved'), detail: written.file })
  } catch (cause) {
    reportError(cause)
  }
}

/** Asks for a file and takes its keys over; `knownIds`: of the actions that there are. */
export async function importKeys(knownIds: readonly string[]): Promise<void> {
  try {
    const file = await call('app.importKeys', {})
    if (file === null) return
    const { keymap, keyPreset } = usePreferences.getState()
    const [taken, numLeftOut] = usableKeys(file, new Set(knownIds))
    setPreferences({ keyPreset: presetOf(file.preset).id, keymap: taken })
    notify({
      tone: numLeftOut === 0 ? 'good' : 'warn',
      title: t('Keys read from the file'),
      detail:
        numLeftOut === 0
          ? undefined
          : t('{{numLeftOut}} of the file left out: not known here, or no key that can be typed.', {
              numLeftOut: countText(numLeftOut, 'action', 'actions'),
            }),
      action: { label: t('Undo'), run: () => setPreferences({ keymap, keyPreset }) },
    })
  } catch (cause) {
    reportError(cause)
  }
}

/** What of a file this version knows, and how many entries it does not. */
export function usableKeys(file: KeyFile, knownIds: ReadonlySet<string>): [KeyFile['keys'], number] {
  const entries = Object.entries(file.keys)
  const usable = entries.filter(
    ([id, chords]) => knownIds.has(id) && chords.every((chord) => parseChord(chord) !== null),
  )
  return [Object.fromEntries(usable), entries.length - usable.length]
}
