import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readThrough } from './readThrough'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-through-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Bytes that this process has read so far. */
const bytesRead = () => Number(/^rchar: (\d+)/.exec(readFileSync('/proc/self/io', 'utf8'))?.[1])

describe('readThrough', () => {
  // Elsewhere the system does not say what a process has read.
  it.runIf(process.platform === 'linux')('reads every byte of a file, whatever its size', async () => {
    for (const size of [1, 4 * 1024 * 1024, 9_000_001]) {
      const path = join(folder, `${size}`)
      writeFileSync(path, Buffer.alloc(size, 7))
      const before = bytesRead()
      await readThrough(path)
      expect(bytesRead() - before).toBeGreaterThanOrEqual(size)
    }
  })

  it('says nothing of what is not there, empty or no file', async () => {
    writeFileSync(join(folder, 'empty'), '')
    for (const name of ['missing', 'empty', '.'])
      await expect(readThrough(join(folder, name)), name).resolves.toBeUndefined()
  })

  // Windows has no such pipes.
  it.runIf(process.platform !== 'win32')('does not wait for a pipe that nobody writes into', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    await expect(readThrough(pipe)).resolves.toBeUndefined()
  })
})
