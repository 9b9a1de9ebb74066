import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Titles of the tests in src and e2e, as they stand in the code. */
const titles = ['src', 'e2e'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8')
      return [...text.matchAll(/\b(?:describe|it|test)\b[^'"`\n]*\(\s*['"`](rows? [^'"`]*)/g)].map(
        ([, title]) => title,
      )
    }),
)

/** The rows of docs/reliability.md: each has a test that says so. */
const rows = [23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37]

test.each(rows)('row %i of durability and recovery has a test with its number in the title', (row) => {
  expect(titles.filter((title) => new RegExp(`^rows? [\\d and]*\\b${row}\\b`).test(title ?? ''))).not.toEqual(
    [],
  )
})
