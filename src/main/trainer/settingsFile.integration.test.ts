import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { StudioError } from '../../shared/result'
import { defaultTrainConfig } from '../../shared/training/config/index'
import { withAssignments } from '../../shared/training/settings'
import { readSettingsFile, writeSettingsFile } from './settingsFile'

let file: string
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'focal-settings-')), 'settings.json')
})

async function refusal(text: string): Promise<StudioError> {
  writeFileSync(file, text)
  try {
    await readSettingsFile(file)
  } catch (cause) {
    if (cause instanceof StudioError) return cause
  }
  throw new Error('expected a StudioError')
}

describe('a file of settings', () => {
  it('comes back as it was written, for people to read', async () => {
    const config = withAssignments({}, ['loss.focal.gamma=3', 'loss.focal.alpha=null', 'input.size=512'])
    await writeSettingsFile(file, config)
    expect(await readSettingsFile(file)).toEqual(config)
    expect(readFileSync(file, 'utf8')).toContain('\n      "gamma": 3')
  })

  it('may name only what it changes', async () => {
    writeFileSync(file, '{"preset": "quick"}')
    expect(await readSettingsFile(file)).toEqual({ ...defaultTrainConfig(), preset: 'quick' })
  })

  it.each([
    ['is no JSON', '{"preset":', /cannot be read/],
    ['holds no object', '[1]', /holds no object/],
    ['names a setting that does not exist', '{"loss":{"focal":{"gama":3}}}', /loss\.focal.*gama/],
    ['has a value out of range', '{"loss":{"focal":{"gamma":-1}}}', /loss\.focal\.gamma/],
    [
      'joins what cannot be joined',
      '{"loss":{"classification":"ghmc","balancing":{"kind":"kendall"}}}',
      /loss\.balancing\.kind/,
    ],
    ['is far too large', JSON.stringify({ preset: 'x'.repeat(1024 * 1024) }), /too large/],
  ])('is refused where it %s', async (_what, text, words) => {
    const error = await refusal(text)
    expect(error.code).toBe('config-invalid')
    expect(error.message).toMatch(words)
    expect(error.hint).toBeTruthy()
  })

  it('is refused where it is not there', async () => {
    await expect(readSettingsFile(`${file}.gone`)).rejects.toMatchObject({ code: 'config-invalid' })
  })
})
