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
