import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readKeyFile, writeKeyFile } from './keyFile'

const folder = mkdtempSync(join(tmpdir(), 'focal-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'keys.json')
const keys = {
  format: 'focal-keys',
  version: 1,
  preset: 'cvat',
  keys: { nextImage: ['G'], undo: [] },
} as const

describe('a file of keys', () => {
  it('is read as it was written', async () => {
    await writeKeyFile(file, { ...keys, keys: { nextImage: ['G'], undo: [] } })
    expect(JSON.parse(readFileSync(file, 'utf8')).preset).toBe('cvat')
    expect(await readKeyFile(file)).toEqual(keys)
  })

  it.each([
    ['no JSON', 'W = box'],
    ['another file', '{"format":"focal-settings"}'],
    ['chords that are no texts', '{"format":"focal-keys","version":1,"preset":"cvat","keys":{"undo":[1]}}'],
  ])('is refused where it is %s', async (_title, text) => {
    writeFileSync(file, text)
    await expect(readKeyFile(file)).rejects.toMatchObject({ code: 'config-invalid' })
  })
})
