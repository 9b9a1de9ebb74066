import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atomicWrite } from './atomicWrite'
import { type FileSystem, nodeFileSystem, type WritableFile } from './fileSystem'
import { bundleForNode } from './testing/bundleForNode'
import { fullCount } from './testing/fullCount'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-atomic-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The real file system, but call number `failing` (counted from 1) throws the given code. */
function failingAt(failing: number, code: string): { fileSystem: FileSystem; calls: () => number } {
  let calls = 0
  const step = async <T>(run: () => Promise<T>): Promise<T> => {
    calls++
    if (calls === failing) throw Object.assign(new Error(`injected ${code}`), { code })
    return run()
  }
  const wrap = (file: WritableFile): WritableFile => ({
    writeFile: (data) => step(() => file.writeFile(data)),
    sync: () => step(() => file.sync()),
    // A failed close still gives the handle back, as the system's does.
    close: () => step(async () => {}).finally(() => file.close()),
  })
  return {
    calls: () => calls,
    fileSystem: {
      open: (path, flags) => step(async () => wrap(await nodeFileSystem.open(path, flags))),
      rename: (from, to) => step(() => nodeFileSystem.rename(from, to)),
      unlink: (path) => step(() => nodeFileSystem.unlink(path)),
    },
  }
}

describe('row 23: atomicWrite', () => {
  it('writes and replaces', async () => {
    const path = join(folder, 'project.json')
    await atomicWrite(path, 'one')
    await atomicWrite(path, 'two')
    expect(await readFile(path, 'utf8')).toBe('two')
    expect(await readdir(folder)).toEqual(['project.json'])
  })

  it('leaves the old file or the new one, and nothing else, whichever call fails', async () => {
    const clean = failingAt(0, '')
    await atomicWrite(join(folder, 'count.json'), 'x', clean.fileSystem)
    await rm(join(folder, 'count.json'))
    expect(clean.calls()).toBeGreaterThanOrEqual(5)
    for (const [code, expected] of [
      ['ENOSPC', 'disk-full'],
      ['EACCES', 'not-writable'],
      ['EIO', 'io-failed'],
    ]) {
      for (let failing = 1; failing <= clean.calls(); failing++) {
        const path = join(folder, 'project.json')
        await writeFile(path, 'old')
        const faulty = failingAt(failing, code)
        const outcome = await atomicWrite(path, 'new', faulty.fileSystem).then(
          () => 'written',
          (error: { code: string }) => error.code,
        )
        expect(outcome, `call ${failing} fails with ${code}`).toBe(expected)
        expect(['old', 'new']).toContain(await readFile(path, 'utf8'))
        expect(await readdir(folder)).toEqual(['project.json'])
      }
    }
  })

  it('lets writes of one file take turns: the last one called wins', async () => {
    const path = join(folder, 'project.json')
    await Promise.all(Array.from({ length: 20 }, (_, i) => atomicWrite(path, `${i}`.repeat(1000))))
    expect(await readFile(path, 'utf8')).toBe('19'.repeat(1000))
    expect(await readdir(folder)).toEqual(['project.json'])
  })

  it('goes on after a write of the same file failed', async () => {
    const path = join(folder, 'project.json')
    const failed = atomicWrite(path, 'one', failingAt(1, 'EIO').fileSystem)
    const written = atomicWrite(path, 'two')
    await expect(failed).rejects.toMatchObject({ code: 'io-failed' })
    await written
    expect(await readFile(path, 'utf8')).toBe('two')
  })

  const kills = fullCount(10, 200)
  it(`is whole after the writer was killed in the middle of it, ${kills} times`, {
    timeout: 30_000 + kills * 2000,
  }, async () => {
    const path = join(folder, 'value.json')
    const script = await bundleForNode(fileURLToPath(new URL('./testing/writeForever.ts', import.meta.url)))
    for (let round = 0; round < kills; round++) {
      const child = spawn(process.execPath, [script.file, path], { stdio: ['ignore', 'pipe', 'inherit'] })
      await new Promise((resolve) => child.stdout?.once('data', resolve))
      // Another moment of the write each time.
      await sleep((round * 3) % 31)
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
      const { number, filler } = JSON.parse(await readFile(path, 'utf8')) as {
        number: number
        filler: string
      }
      expect(filler).toBe(String(number).padEnd(200_000, '.'))
      expect(number).toBeGreaterThan(0)
    }
    await script.remove()
  })
})
