import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRegularFile, readRegularFileSync, readTextIfThere } from './readRegularFile'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-regular-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const both = [
  ['readRegularFile', (path: string, max: number) => readRegularFile(path, max)],
  ['readRegularFileSync', async (path: string, max: number) => readRegularFileSync(path, max)],
] as const

describe.each(both)('row 15: %s', (_name, read) => {
  it('row 15: reads a file whole, as long as it may be and no longer', async () => {
    const path = join(folder, 'a')
    const content = Buffer.alloc(3_000_000, 'abc')
    writeFileSync(path, content)
    expect((await read(path, content.length)).equals(content)).toBe(true)
    await expect(read(path, content.length - 1)).rejects.toMatchObject({
      code: 'io-failed',
      message: expect.stringContaining('is too large'),
    })
    writeFileSync(path, '')
    expect(await read(path, 10)).toHaveLength(0)
    await expect(read(join(folder, 'none'), 10)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  // Windows makes no pipes by name in a folder.
  it.skipIf(process.platform === 'win32')('row 15: waits for no pipe, device or folder', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    mkdirSync(join(folder, 'folder'))
    symlinkSync('/dev/zero', join(folder, 'zero'))
    for (const name of ['pipe', 'folder', 'zero'])
      await expect(read(join(folder, name), 10)).rejects.toMatchObject({
        code: 'io-failed',
        message: expect.stringContaining('is not a file'),
      })
  })
})

// As above.
it.skipIf(process.platform === 'win32')('row 15: a small text is not read out of a pipe', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')])
  await expect(readTextIfThere(join(folder, 'pipe'))).rejects.toMatchObject({ code: 'io-failed' })
  expect(await readTextIfThere(join(folder, 'none'))).toBe(null)
})
