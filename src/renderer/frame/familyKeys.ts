import type { Action } from '../actions/types'
import { displayChord } from '../keys/displayChord'
import { chordsOf, type Keymap } from '../keys/keymap'
import { localText } from '../language/t'

/** A line of the list of keys. */
export interface KeyLine {
  label: string
  chords: readonly string[]
}

/** As many caps as a family shows before it shows the first and the last alone. */
const MOST_CAPS = 4

/** A line for each action that has keys, one for a whole family. */
export function keyLines(actions: readonly Action[], keymap: Keymap): KeyLine[] {
  const families = new Map<string, Action[]>()
  const lines: (KeyLine & { family?: string })[] = []
  for (const action of actions) {
    if (action.family === undefined) {
      lines.push({ label: action.label, chords: chordsOf(action, keymap) })
      continue
    }
    const { label } = action.family
    const members = families.get(label)
    if (members === undefined) lines.push({ label, chords: [], family: label })
    families.set(label, [...(members ?? []), action])
  }
  return lines
    .map(({ label, chords, family }) => ({
      label,
      chords: family === undefined ? chords : familyKeys(families.get(family) ?? [], keymap),
    }))
    .filter(({ chords }) => chords.length > 0)
}

/** The caps of a family: in its own words while its keys are untouched, else what the first key of each is now. */
function familyKeys(members: readonly Action[], keymap: Keymap): readonly string[] {
  const isUntouched = members.every((member) => chordsOf(member, keymap).join() === member.keys.join())
  if (isUntouched) return [localText(members[0].family?.keys ?? '')]
  const firsts = members.map((member) => chordsOf(member, keymap)[0]).filter((chord) => chord !== undefined)
  if (firsts.length <= MOST_CAPS) return firsts
  return [`${displayChord(firsts[0])} … ${displayChord(firsts.at(-1) ?? '')}`]
}
