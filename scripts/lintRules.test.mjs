import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectDir } from './setup/paths.mjs'

const biome = join(projectDir, 'node_modules/@biomejs/biome/bin/biome')

/** What the linter says of a component, by this project's rules. */
function lint(/** @type {string} */ text) {
  const folder = mkdtempSync(join(tmpdir(), 'focal-lint-'))
  try {
    const { linter } = JSON.parse(readFileSync(join(projectDir, 'biome.json'), 'utf8'))
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ linter }))
    writeFileSync(join(folder, 'Name.tsx'), text)
    const { stdout, stderr, status } = spawnSync(process.execPath, [biome, 'lint', 'Name.tsx'], {
      cwd: folder,
      encoding: 'utf8',
    })
    return { said: `${stdout}${stderr}`, status }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const component = (/** @type {string} */ element) =>
  `export const Name = ({ name }: { name: string }) => ${element}\n`

it('row 22: the linter refuses HTML made of text', { timeout: 60_000 }, () => {
  const evil = lint(component('<b dangerouslySetInnerHTML={{ __html: name }} />'))
  expect(evil.said).toContain('noDangerouslySetInnerHtml')
  expect(evil.status).toBe(1)
  expect(lint(component('<b>{name}</b>'))).toMatchObject({ status: 0 })
})

it('row 22: no file of the page writes markup by another way, and none switches the rule off', () => {
  const files = readdirSync(join(projectDir, 'src/renderer'), { recursive: true, encoding: 'utf8' })
  const markup =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|DOMParser|createContextualFragment|srcdoc)\b/
  const found = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => markup.test(readFileSync(join(projectDir, 'src/renderer', file), 'utf8')))
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})
