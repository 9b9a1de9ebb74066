import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLock } from './lock.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('processes take turns: none loses what another counted', async () => {
  const counter = join(folder, 'counter')
  writeFileSync(counter, '0')
  const code = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { withLock } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)}
    for (let i = 0; i < 3; i++) await withLock(${JSON.stringify(folder)}, async () => {
      const before = Number(readFileSync(${JSON.stringify(counter)}, 'utf8'))
      await new Promise((done) => setTimeout(done, 5))
      writeFileSync(${JSON.stringify(counter)}, String(before + 1))
    })`
  const runs = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' })
    return new Promise((done) => child.on('close', done))
  })
  expect(await Promise.all(runs)).toEqual([0, 0, 0, 0])
  expect(readFileSync(counter, 'utf8')).toBe('12')
  expect(existsSync(join(folder, 'lock'))).toBe(false)
})

test('a lock whose holder has died is taken over', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((done) => child.on('close', done))
  writeFileSync(join(folder, 'lock'), `${child.pid} ${hostname()}`)
  expect(await withLock(folder, async () => 'done')).toBe('done')
})

test('a failure inside gives the lock back', async () => {
  await expect(withLock(folder, async () => Promise.reject(new Error('inside')))).rejects.toThrow('inside')
  expect(existsSync(join(folder, 'lock'))).toBe(false)
})
