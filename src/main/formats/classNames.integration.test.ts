import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readClassNames } from './classNames'

const folder = mkdtempSync(join(tmpdir(), 'focal-names-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['classes.txt', 'red cell\nwhite cell\n', { 0: 'red cell', 1: 'white cell' }],
  ['flow.yaml', "nc: 2\nnames: ['red, cell', white]  # two\n", { 0: 'red, cell', 1: 'white' }],
  ['map.yml', 'names:\n  0: red\n  2: "white cell"\npath: x\n', { 0: 'red', 2: 'white cell' }],
  ['list.yaml', 'names:\n- red\n- white\n\nval: y\n', { 0: 'red', 1: 'white' }],
  ['braces.yaml', 'names: {0: red, 1: white}\n', { 0: 'red', 1: 'white' }],
])('reads %s', async (name, text, expected) => {
  writeFileSync(join(folder, name), text)
  expect(Object.fromEntries(await readClassNames(join(folder, name)))).toEqual(expected)
})

it('refuses a file that names nothing', async () => {
  writeFileSync(join(folder, 'data.yaml'), 'train: images\n')
  await expect(readClassNames(join(folder, 'data.yaml'))).rejects.toMatchObject({ code: 'format-invalid' })
})

it('refuses a number that no list of classes reaches', async () => {
  writeFileSync(join(folder, 'data.yaml'), 'names:\n  0: a\n  300000000: b\n')
  await expect(readClassNames(join(folder, 'data.yaml'))).rejects.toMatchObject({
    code: 'format-invalid',
    message: 'data.yaml: a class has the number 300000000; the highest possible is 1000000.',
  })
})

it('refuses a number that is there twice', async () => {
  writeFileSync(join(folder, 'data.yaml'), 'names:\n  0: a\n  1: b\n  0: c\n')
  await expect(readClassNames(join(folder, 'data.yaml'))).rejects.toMatchObject({
    message: 'data.yaml: the YAML cannot be read: a key stands twice at line 4, column 3.',
  })
})
