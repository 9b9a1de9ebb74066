import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { folderAmong } from './droppedFiles'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-drop-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('finds the folder among files that were dropped, and says which is not there', () => {
  const file = join(folder, 'a.png')
  writeFileSync(file, '')
  expect(folderAmong([file, folder])).toBe(folder)
  expect(folderAmong([file])).toBeUndefined()
  const gone = join(folder, 'gone.png')
  expect(() => folderAmong([file, gone])).toThrow(
    expect.objectContaining({ code: 'not-found', message: expect.stringContaining(gone) }),
  )
})
