import type { Action } from '../../actions/types'
import type { Conflict } from '../../keys/conflicts'
import { displayChord } from '../../keys/displayChord'
import { chordsOf, isOwn, type Keymap } from '../../keys/keymap'
import { bothTexts } from '../../language/t'
import { rank, searchable } from '../searchRank'

export type KeyFilter = 'all' | 'changed' | 'conflicts'

interface Sought {
  query: string
  filter: KeyFilter
  keymap: Keymap
  conflicts: readonly Conflict<Action>[]
}

/** The actions that a search by name, group or key finds, group by group. */
export function sought(actions: readonly Action[], { query, filter, keymap, conflicts }: Sought): Action[] {
  const clashing = new Set(conflicts.flatMap(({ first, second }) => [first.id, second.id]))
  const groups = [...new Set(actions.map(({ group }) => group))]
  const found = actions.filter((action) => {
    if (filter === 'changed' && !isOwn(action, keymap)) return false
    if (filter === 'conflicts' && !clashing.has(action.id)) return false
    const chords = chordsOf(action, keymap)
    const keys = chords.map((chord) => `${chord} ${displayChord(chord)}`).join(' ')
    return (
      query.trim() === '' ||
      rank(searchable(`${bothTexts(action.label)} ${bothTexts(action.group)} ${keys}`, ''), query) > 0
    )
  })
  return found.sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group))
}
