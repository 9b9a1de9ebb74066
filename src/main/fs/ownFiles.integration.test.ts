import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { removeOwnFile, rotateLog, writeOwnFile } from './ownFiles'

const folder = mkdtempSync(join(tmpdir(), 'focal-own-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('own files', () => {
  it('come with their folder and go without complaint', () => {
    const file = join(folder, 'deep', 'counter')
    writeOwnFile(file, '2')
    expect(readFileSync(file, 'utf8')).toBe('2')
    removeOwnFile(file)
    removeOwnFile(file)
    expect(existsSync(file)).toBe(false)
  })

  it('a log is put aside only over its limit', () => {
    const file = join(folder, 'studio.log')
    const aside = join(folder, 'studio.old.log')
    writeOwnFile(file, 'x'.repeat(100))
    rotateLog(file, aside, 100)
    expect(existsSync(aside)).toBe(false)
    rotateLog(file, aside, 99)
    expect([existsSync(file), readFileSync(aside, 'utf8').length]).toEqual([false, 100])
  })
})
