import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectDir } from './setup/paths.mjs'

/** Every title of a test or a group of tests. */
const titles = ['src', 'scripts', 'e2e'].flatMap((folder) =>
  readdirSync(join(projectDir, folder), { recursive: true })
    .map(String)
    .filter((name) => /\.(test|spec)\.(ts|tsx|mjs)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(projectDir, folder, name), 'utf8')
      return [...text.matchAll(/(?:test|it|describe|step)(?:\.each\([^\n]*\))?\(\s*['"`](rows? [\d and]+:)/g)]
    })
    .map(([, title = '']) => title),
)

// Electron's surface, as docs/threat-model.md numbers it.
test.each(Array.from({ length: 14 }, (_, index) => index + 1))('row %i has a test that names it', (row) => {
  expect(titles.some((title) => title.match(/\d+/g)?.includes(String(row)))).toBe(true)
})

test('every row stands in the threat model', () => {
  const text = readFileSync(join(projectDir, 'docs', 'threat-model.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (\d+) +\|/gm)].map(([, row]) => Number(row))
  expect(rows).toEqual(Array.from({ length: 14 }, (_, index) => index + 1))
})
