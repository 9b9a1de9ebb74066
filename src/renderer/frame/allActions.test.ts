import { describe, expect, it } from 'vitest'
import type { Action } from '../actions/types'
import { chordOf } from '../keys/chord'
import { rooms } from '../rooms'
import { actionsIn, allActions } from './allActions'

describe('the actions', () => {
  it('have ids of their own', () => {
    const ids = allActions.map((action) => action.id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it.each(rooms.map((room) => room.id))('never share a key in the room %s', (room) => {
    const owners = new Map<string, Action[]>()
    for (const action of actionsIn(room)) {
      for (const chord of action.keys) owners.set(chord, [...(owners.get(chord) ?? []), action])
    }
    const clashes = [...owners].filter(([, actions]) =>
      actions.some((a, i) => actions.slice(i + 1).some((b) => !a.view || !b.view || a.view === b.view)),
    )
    expect(clashes.map(([chord, actions]) => [chord, actions.map(({ id }) => id)])).toEqual([])
  })

  it('have chords that a keyboard can type', () => {
    for (const chord of allActions.flatMap((action) => action.keys)) {
      const parts = chord.split(/\+(?!$)/)
      const name = parts.at(-1) ?? ''
      const code = /^[A-Z]$/.test(name) ? `Key${name}` : /^\d$/.test(name) ? `Digit${name}` : name
      const typed = chordOf({
        key: name === 'Space' ? ' ' : name,
        code,
        ctrlKey: parts.includes('Ctrl'),
        altKey: parts.includes('Alt'),
        shiftKey: parts.includes('Shift'),
        metaKey: false,
      })
      expect(typed).toBe(chord)
    }
  })
})
