import { describe, expect, it } from 'vitest'
import { chordOf, type KeyPress } from './chord'
import { displayChord } from './displayChord'

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('chordOf', () => {
  it.each<[string, KeyPress, string | null]>([
    ['a letter by its place, whatever it types', press('ц', 'KeyW'), 'W'],
    [
      'a letter with modifiers in one order',
      press('D', 'KeyD', { shiftKey: true, ctrlKey: true }),
      'Ctrl+Shift+D',
    ],
    ['a digit by its place on AZERTY', press('&', 'Digit1'), '1'],
    ['a digit of the number pad', press('7', 'Numpad7'), '7'],
    ['a symbol by what it types, its Shift included', press('?', 'Slash', { shiftKey: true }), '?'],
    ['a symbol above a digit', press('+', 'Digit1', { shiftKey: true, ctrlKey: true }), 'Ctrl++'],
    ['the space bar by name', press(' ', 'Space'), 'Space'],
    ['a named key with Shift', press('ArrowLeft', 'ArrowLeft', { shiftKey: true }), 'Shift+ArrowLeft'],
    ['Tab backwards', press('Tab', 'Tab', { shiftKey: true }), 'Shift+Tab'],
    ['a Cyrillic letter by its place', press('в', 'KeyD'), 'D'],
    ['a letter that AZERTY has elsewhere', press('q', 'KeyA'), 'A'],
    ['a bracket where a Cyrillic layout has a letter', press('х', 'BracketLeft'), '['],
    ['a question mark where it has a letter, with Shift', press('Ю', 'Period', { shiftKey: true }), '>'],
    [
      'a bracket typed with AltGr, which is Ctrl and Alt on Windows',
      press('[', 'Digit8', { ctrlKey: true, altKey: true, getModifierState: () => true }),
      '[',
    ],
    ['nothing while an input method composes', press('a', 'KeyA', { isComposing: true }), null],
    ['nothing for what an input method took', press('Process', 'KeyA'), null],
    ['nothing for a bare modifier', press('Control', 'ControlLeft', { ctrlKey: true }), null],
  ])('names %s', (_title, event, expected) => {
    expect(chordOf(event)).toBe(expected)
  })
})

describe('displayChord', () => {
  it.each([
    ['Ctrl+Shift+D', 'Ctrl Shift D', '⌘⇧D'],
    ['Ctrl++', 'Ctrl +', '⌘+'],
    ['ArrowLeft', '←', '←'],
    ['?', '?', '?'],
  ])('shows %s', (chord, elsewhere, mac) => {
    expect(displayChord(chord, false)).toBe(elsewhere)
    expect(displayChord(chord, true)).toBe(mac)
  })
})

describe('displayChord with a layout', () => {
  const azerty = new Map([
    ['KeyA', 'q'],
    ['KeyQ', 'a'],
    ['BracketLeft', '^'],
  ])
  const german = new Map([['BracketLeft', 'ü']])
  it.each([
    ['A', azerty, 'Q'],
    ['Ctrl+Q', azerty, 'Ctrl A'],
    ['[', azerty, '['],
    ['[', german, 'Ü'],
    ['Enter', german, 'Enter'],
    ['1 … 0', german, '1 … 0'],
  ])('shows %s by the person’s keyboard', (chord, layout, shown) => {
    expect(displayChord(chord, false, layout)).toBe(shown)
  })
})
