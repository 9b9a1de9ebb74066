import { describe, expect, it } from 'vitest'
import { chordsOf, isOwn } from './keymap'
import { keyPresets, presetOf } from './presets'

const next = { id: 'nextImage', keys: ['D', 'PageDown'] }
const draw = { id: 'drawTool', keys: ['W', 'R', 'B'] }

describe('the keys of an action', () => {
  it.each([
    ['labelimg', 'D', 'W'],
    ['cvat', 'F', 'N'],
    ['vott', 'S', 'R'],
  ])('are those of the preset %s', (keyPreset, nextKey, drawKey) => {
    expect(chordsOf(next, { keyPreset, keymap: {} })[0]).toBe(nextKey)
    expect(chordsOf(draw, { keyPreset, keymap: {} })[0]).toBe(drawKey)
  })

  it('are the own ones over any preset, also none', () => {
    expect(chordsOf(next, { keyPreset: 'cvat', keymap: { nextImage: ['G'] } })).toEqual(['G'])
    expect(chordsOf(next, { keyPreset: 'cvat', keymap: { nextImage: [] } })).toEqual([])
    expect(isOwn(next, { keyPreset: 'cvat', keymap: { nextImage: [] } })).toBe(true)
    expect(isOwn(next, { keyPreset: 'cvat', keymap: { nextImage: ['F', 'PageDown'] } })).toBe(false)
  })

  it('are the default ones where the preset is not known any more', () => {
    expect(presetOf('gone')).toBe(keyPresets[0])
    expect(chordsOf(next, { keyPreset: 'gone', keymap: {} })).toEqual(['D', 'PageDown'])
  })

  it.each([
    ['previousImage', 'D'],
    ['toggleOccluded', 'Q'],
    ['class.1', 'Ctrl+1'],
    ['class.0', 'Ctrl+0'],
  ])('of CVAT for %s begin with %s', (id, chord) => {
    expect(presetOf('cvat').keys[id][0]).toBe(chord)
  })
})
