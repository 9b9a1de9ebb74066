import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chordOf, parseChord, printChord } from './chord'
import { findConflicts, type Placed } from './conflicts'
import { chordsOf } from './keymap'

const seed = Number(process.env.FOCAL_SEED ?? Math.floor(Math.random() * 2 ** 31))
console.info(`chord.prop.test: seed ${seed}`)

const names = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ...'+-=[]/?,.;\'`\\*#!"<>',
  ...['Space', 'Enter', 'Escape', 'Tab', 'Delete', 'Backspace', 'ArrowLeft', 'PageUp', 'Home', 'F1', 'F12'],
]
const isSymbol = (name: string) => name.length === 1 && !/[A-Z0-9]/.test(name)
const chords = fc
  .record({ ctrl: fc.boolean(), alt: fc.boolean(), shift: fc.boolean(), name: fc.constantFrom(...names) })
  .map((chord) => (isSymbol(chord.name) ? { ...chord, shift: false } : chord))

describe('chords', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(chords, (chord) => {
        expect(parseChord(printChord(chord))).toEqual(chord)
      }),
      { seed },
    )
  })

  it('are what a keyboard types', () => {
    fc.assert(
      fc.property(chords, (chord) => {
        const { name } = chord
        const letter = /^[A-Z]$/.test(name)
        const code = letter ? `Key${name}` : /^\d$/.test(name) ? `Digit${name}` : name
        const key = name === 'Space' ? ' ' : letter ? name.toLowerCase() : name
        const press = {
          key,
          code,
          ctrlKey: chord.ctrl,
          altKey: chord.alt,
          shiftKey: chord.shift,
          metaKey: false,
        }
        expect(chordOf(press)).toBe(printChord(chord))
      }),
      { seed },
    )
  })

  it('are never read from a text that would be written otherwise', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), (text) => {
        const chord = parseChord(text)
        if (chord !== null) expect(printChord(chord)).toBe(text)
      }),
      { seed, numRuns: 2000 },
    )
  })
})

const rooms = ['label', 'train', 'review']
const views = ['one', 'two']
const actions = fc.uniqueArray(
  fc.record(
    {
      id: fc.constantFrom(...'abcdefgh'),
      keys: fc.array(fc.constantFrom('A', 'B', 'Ctrl+C'), { maxLength: 3 }),
      rooms: fc.uniqueArray(fc.constantFrom(...rooms), { minLength: 1 }),
      view: fc.constantFrom(...views),
    },
    { requiredKeys: ['id', 'keys'] },
  ),
  { selector: ({ id }) => id },
)

describe('conflicts', () => {
  it('are exactly the chords that two actions answer to on one screen', () => {
    const own = fc.dictionary(
      fc.constantFrom(...'abcdefgh'),
      fc.array(fc.constantFrom('A', 'D'), { maxLength: 2 }),
    )
    fc.assert(
      fc.property(actions, own, (all, keymap) => {
        const map = { keyPreset: 'labelimg', keymap }
        const found = findConflicts(all as Placed[], map).map(({ chord, first, second }) =>
          [chord, ...[first.id, second.id].sort()].join(' '),
        )
        expect([...new Set(found)].sort()).toEqual(naive(all as Placed[], map))
        expect(new Set(found).size).toBe(found.length)
      }),
      { seed, numRuns: 500 },
    )
  })
})

/** Stands on every screen and presses every key. */
function naive(all: readonly Placed[], map: Parameters<typeof chordsOf>[1]): string[] {
  const found = new Set<string>()
  for (const room of rooms) {
    for (const view of views) {
      for (const chord of ['A', 'B', 'Ctrl+C', 'D']) {
        const answering = all.filter(
          (action) =>
            (action.rooms?.includes(room) ?? true) &&
            (action.view === undefined || action.view === view) &&
            chordsOf(action, map).includes(chord),
        )
        for (const a of answering)
          for (const b of answering) if (a.id < b.id) found.add([chord, a.id, b.id].join(' '))
      }
    }
  }
  return [...found].sort()
}
