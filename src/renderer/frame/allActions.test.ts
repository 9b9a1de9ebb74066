import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Action } from '../actions/types'
import { parseChord } from '../keys/chord'
import { findConflicts } from '../keys/conflicts'
import { chordsOf } from '../keys/keymap'
import { keyPresets } from '../keys/presets'
import { rooms } from '../rooms'
import { allActions } from './allActions'

const renderer = join(import.meta.dirname, '..')
const byId = new Map(allActions.map((action) => [action.id, action]))

describe('the actions', () => {
  it('have ids of their own', () => {
    const ids = allActions.map((action) => action.id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('have a name and a group', () => {
    expect(allActions.filter(({ label, group }) => label.trim() === '' || group.trim() === '')).toEqual([])
  })

  it('say why they cannot be run, where that may be', () => {
    expect(allActions.filter((action) => action.enabled && !action.reason).map(({ id }) => id)).toEqual([])
  })

  it('answer without a project whether they can be run', () => {
    const answers = allActions.map((action) => [action.id, action.enabled?.() ?? true])
    expect(answers.filter(([, answer]) => typeof answer !== 'boolean')).toEqual([])
  })

  it('are of views that their room has', () => {
    const lost = allActions.filter(
      ({ view, rooms: ids }) =>
        view !== undefined &&
        !rooms.some((room) => ids?.includes(room.id) && room.views?.list.some(({ id }) => id === view)),
    )
    expect(lost.map(({ id }) => id)).toEqual([])
  })

  it.each(actionFiles())('are registered: %s', async (file) => {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ file)
    const defined = Object.values(module)
      .flat()
      .filter((value): value is Action => isAction(value))
    expect(defined.filter(({ id }) => !byId.has(id)).map(({ id }) => id)).toEqual([])
  })

  it.each(actionFiles())('are one a file: %s', async (file) => {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ file)
    expect(Object.values(module).filter((value) => isAction(value)).length).toBeLessThanOrEqual(1)
  })
})

describe.each(keyPresets)('the keys of $label', (preset) => {
  const keymap = { keyPreset: preset.id, keymap: {} }

  it('mean one thing in every room and view', () => {
    const clashes = findConflicts(allActions, keymap)
    expect(clashes.map(({ chord, first, second }) => [chord, first.id, second.id])).toEqual([])
  })

  it('are of actions that there are', () => {
    expect(Object.keys(preset.keys).filter((id) => !byId.has(id))).toEqual([])
  })

  it('can be typed', () => {
    const chords = allActions.flatMap((action) => chordsOf(action, keymap))
    expect(chords.filter((chord) => parseChord(chord) === null)).toEqual([])
  })
})

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'id' in value && 'keys' in value && 'run' in value
}

/** Every file that is in a folder of actions and speaks of the type. */
function actionFiles(): string[] {
  const entries = readdirSync(renderer, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (file) => /[/\\]actions[/\\]/.test(file) && /: (?:readonly )?Action\b/.test(readFileSync(file, 'utf8')),
    )
    .filter((file) => !/[/\\]actions[/\\](?:index|runAction|useKeys|whyNot|types)\.ts$/.test(file))
}
