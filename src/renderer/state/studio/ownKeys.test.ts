import { describe, expect, it } from 'vitest'
import { usableKeys } from './ownKeys'

describe('keys from a file', () => {
  it('leave out what is not known here and what cannot be typed', () => {
    const keys = { undo: ['Ctrl+Z'], nextImage: [], goneAction: ['A'], redo: ['Shift+Ctrl+Z'] }
    const file = { format: 'focal-keys', version: 1, preset: 'vott', keys } as const
    const known = new Set(['undo', 'nextImage', 'redo'])
    expect(usableKeys(file, known)).toEqual([{ undo: ['Ctrl+Z'], nextImage: [] }, 2])
  })
})
