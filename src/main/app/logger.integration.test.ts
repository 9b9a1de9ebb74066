import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openLog } from './logger'

it('row 35: a log stays small while it is written, over starts too, and its last lines are there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'focal-log-'))
  for (const start of [1, 2]) {
    const log = openLog(folder, 2000)
    for (let n = 1; n <= 100; n++) log.info({ start, n }, 'x'.repeat(100))
  }
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const lines = texts
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { start: number; n: number })
  expect(readdirSync(folder).sort()).toEqual(['studio.log', 'studio.old.log'])
  for (const text of texts) expect(text.length).toBeLessThan(2500)
  expect(lines.map(({ start, n }) => `${start} ${n}`)).toContain('2 100')
  rmSync(folder, { recursive: true })
})
