import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectDir } from './setup/paths.mjs'

/** What the linter says of a file of the page. */
const lint = (/** @type {string} */ text) =>
  spawnSync(
    process.execPath,
    [
      join(projectDir, 'node_modules/@biomejs/biome/bin/biome'),
      'lint',
      '--stdin-file-path=src/renderer/Evil.tsx',
    ],
    { cwd: projectDir, input: text, encoding: 'utf8' },
  )

it('row 22: the linter refuses HTML made of text', { timeout: 60_000 }, () => {
  const evil = lint(
    'export const Evil = ({ name }: { name: string }) => <b dangerouslySetInnerHTML={{ __html: name }} />\n',
  )
  expect(`${evil.stdout}${evil.stderr}`).toContain('noDangerouslySetInnerHtml')
  const plain = lint('export const Plain = ({ name }: { name: string }) => <b>{name}</b>\n')
  expect(`${plain.stdout}${plain.stderr}`).not.toContain('noDangerouslySetInnerHtml')
})

it('row 22: no file of the page writes markup by another way, and none switches the rule off', () => {
  const files = readdirSync(join(projectDir, 'src/renderer'), { recursive: true, encoding: 'utf8' })
  const found = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) =>
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|DOMParser|createContextualFragment|srcdoc)\b/.test(
        readFileSync(join(projectDir, 'src/renderer', file), 'utf8'),
      ),
    )
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})
