import { describe, expect, test } from 'vitest'
import { checkFile } from './layers/rules.mjs'
import { importsOf, splitSource } from './layers/source.mjs'

/** @param {string} path @param {string} text */
const problems = (path, text) => checkFile({ path, text }).map(({ line, problem }) => `${line}: ${problem}`)

/**
 * Each rule with a snippet that breaks it and one that keeps it.
 * @type {{ rule: string, path: string, bad: string, says: RegExp, good: string, goodPath?: string }[]}
 */
const cases = [
  {
    rule: 'a file has a zone',
    path: 'src/stray.ts',
    bad: 'export const a = 1',
    says: /^1: lies in no zone/,
    goodPath: 'src/main/fs/stray.ts',
    good: 'export const a = 1',
  },
  {
    rule: 'a new folder of main has a zone',
    path: 'src/main/newThing/a.ts',
    bad: 'export const a = 1',
    says: /no zone/,
    goodPath: 'src/main/store/a.ts',
    good: 'export const a = 1',
  },
  {
    rule: 'shared imports no Node',
    path: 'src/shared/a.ts',
    bad: "import { z } from 'zod'\nimport { join } from 'node:path'\n",
    says: /^2: shared must not import node:path/,
    good: "import { z } from 'zod'\nimport { b } from './b'\n",
  },
  {
    rule: 'the renderer does not reach into main',
    path: 'src/renderer/a.tsx',
    bad: "import { open } from '../main/store/open'",
    says: /renderer must not import src\/main\/store\/open/,
    good: "import { Box } from '../shared/geometry/box'\nimport { useState } from 'react'",
  },
  {
    rule: 'main does not reach into the renderer, not even for a type',
    path: 'src/main/app/a.ts',
    bad: "import type { Props } from '../../renderer/App'",
    says: /must not import src\/renderer\/App/,
    good: "import type { Box } from '../../shared/geometry/box'",
  },
  {
    rule: 'the detector imports no file system',
    path: 'src/main/detector/a.ts',
    bad: "const fs = require('node:fs')",
    says: /detector must not import node:fs/,
    good: "import * as tf from './tf'",
  },
  {
    rule: 'tfjs has one door',
    path: 'src/main/review/a.ts',
    bad: "import * as tf from '@tensorflow/tfjs-core'",
    says: /its one door/,
    goodPath: 'src/main/detector/tf.ts',
    good: "export * from '@tensorflow/tfjs-core'",
  },
  {
    rule: 'the trainer worker knows no Electron',
    path: 'src/main/trainer/worker/index.ts',
    bad: "import { app } from 'electron'",
    says: /trainer worker must not import electron/,
    good: "import { readLoop } from '../plan'\nimport { decode } from '../../images/decode'",
  },
  {
    rule: 'code for the command line knows no Electron, not even when loaded late',
    path: 'src/main/store/a.ts',
    bad: "const e = await import('electron')",
    says: /plain Node must not import electron/,
    good: "import Database from 'libsql'",
  },
  {
    rule: 'code for the command line does not use windows',
    path: 'src/main/cli/a.ts',
    bad: "import { createMainWindow } from '../windows/mainWindow'",
    says: /must not import src\/main\/windows\/mainWindow/,
    good: "import { open } from '../store/open'",
  },
  {
    rule: 'the preload takes only names at run time',
    path: 'src/main/preload/index.ts',
    bad: "import { contract } from '../../shared/ipc/contract'",
    says: /preload must not import/,
    good: "import type { Bridge } from '../../shared/ipc/contract'\nimport { names } from '../../shared/ipc/names'\nimport { ipcRenderer } from 'electron'",
  },
  {
    rule: 'ipcMain belongs to the router',
    path: 'src/main/app/a.ts',
    bad: "import { ipcMain } from 'electron'\nipcMain.handle('x', f)",
    says: /^\d: uses ipcMain/,
    goodPath: 'src/main/ipc/router.ts',
    good: "import { ipcMain } from 'electron'\nipcMain.handle('x', f)",
  },
  {
    rule: 'windows are built in one place',
    path: 'src/main/app/a.ts',
    bad: "import { BrowserWindow } from 'electron'\nexport const w = new BrowserWindow()",
    says: /^2: builds a window/,
    good: "import { BrowserWindow } from 'electron'\nexport const all = () => BrowserWindow.getAllWindows()",
  },
  {
    rule: 'links leave through one door',
    path: 'src/main/app/a.ts',
    bad: "import { shell } from 'electron'\nshell.openExternal('https://example.org')",
    says: /^2: calls openExternal/,
    goodPath: 'src/main/security/externalLinks.ts',
    good: "import { shell } from 'electron'\nshell.openExternal('https://example.org')",
  },
  {
    rule: 'writes go through fs or store',
    path: 'src/main/exporters/a.ts',
    bad: "import { readFile, writeFile } from 'node:fs/promises'",
    says: /writes to disk \(writeFile\)/,
    good: "import { readFile, stat } from 'node:fs/promises'",
  },
  {
    rule: 'fs is not imported as a whole, which would hide a write',
    path: 'src/main/exporters/a.ts',
    bad: "import * as fs from 'node:fs'",
    says: /as a whole/,
    goodPath: 'src/main/fs/atomicWrite.ts',
    good: "import * as fs from 'node:fs'",
  },
  {
    rule: 'a file is opened for reading only',
    path: 'src/main/images/a.ts',
    bad: "import { open } from 'node:fs/promises'\nawait open(file, 'r+')",
    says: /^2: opens a file for writing/,
    good: "import { open } from 'node:fs/promises'\nawait open(file, 'r')",
  },
  {
    rule: 'there are no barrels',
    path: 'src/main/review/index.ts',
    bad: "export * from './a'\nexport { b } from './b'\nexport type { C } from './c'\n",
    says: /a barrel/,
    goodPath: 'src/main/detector/losses/box/index.ts',
    good: "export * from './focal'",
  },
  {
    rule: 'files stay short',
    path: 'src/shared/a.ts',
    bad: 'export {}\n'.repeat(351),
    says: /has 351 lines/,
    good: `// long because: a table of one line each\n${'export {}\n'.repeat(400)}`,
  },
  {
    rule: 'files are named for their subject',
    path: 'src/shared/utils.ts',
    bad: '',
    says: /named after no subject/,
    goodPath: 'src/shared/random.ts',
    good: '',
  },
  {
    rule: 'the detector takes chance and time as arguments',
    path: 'src/main/detector/augment/flip.ts',
    bad: 'const flip = Math.random() < 0.5',
    says: /chance or the clock/,
    good: '// never Math.random\nconst flip = rng() < 0.5',
  },
  {
    rule: 'shared asks no clock',
    path: 'src/shared/a.ts',
    bad: 'export const now = () => new Date()',
    says: /chance or the clock/,
    good: 'export const at = (ms: number) => new Date(ms)',
  },
  {
    rule: 'nothing is left to do',
    path: 'src/shared/a.ts',
    bad: `// ${'TO'}DO later\n`,
    says: /do it, or file an issue/,
    good: '// done\n',
  },
  {
    rule: 'a test is not run alone',
    path: 'src/shared/a.test.ts',
    bad: "test.only('a', () => { expect(1).toBe(1) })",
    says: /runs only one test/,
    good: "test('a', () => { expect(1).toBe(1) })",
  },
  {
    rule: 'a skipped test says why',
    path: 'src/shared/a.test.ts',
    bad: "test.skip('a', () => { expect(1).toBe(1) })",
    says: /without a reason/,
    good: "// The file system here cannot do links.\ntest.skip('a', () => { expect(1).toBe(1) })",
  },
  {
    rule: 'a test expects something',
    path: 'src/shared/a.test.ts',
    bad: "test('a', () => { Math.abs(1) })\ntest('b', () => { expect(1).toBe(1) })",
    says: /^1: is a test that expects nothing/,
    good: "function close(a, b) {\n  expect(a).toBeCloseTo(b)\n}\ntest('a', () => close(1, 1))",
  },
  {
    rule: 'a table of tests expects something',
    path: 'src/shared/a.test.ts',
    bad: "test.each([1, 2])('a %i', (n) => { n.toString() })",
    says: /expects nothing/,
    good: "test.each([1, 2])('a %i', (n) => { expect(n).toBeGreaterThan(0) })",
  },
  {
    rule: 'a skipped test expects something too, and a variable called test is no test',
    path: 'src/shared/a.test.ts',
    bad: "// Only on Linux.\ntest.skipIf(isWindows)('a', () => { run() })",
    says: /^2: is a test that expects nothing/,
    good: "test.project.commit(edit)\ntest('a', () => { expect(1).toBe(1) })",
  },
  {
    rule: 'the word expect in a comment or a title is no expectation',
    path: 'src/shared/a.test.ts',
    bad: "test('expect(1)', () => {\n  // expect(1).toBe(1)\n  run(`expect(1)`)\n})",
    says: /expects nothing/,
    good: "test('a', () => { expect(1).toBe(1) })",
  },
]

describe('the layers', () => {
  test.each(cases)('$rule', ({ path, bad, says, good, goodPath }) => {
    const found = problems(path, bad)
    expect(found.some((problem) => says.test(problem))).toBe(true)
    expect(problems(goodPath ?? path, good)).toEqual([])
  })
})

describe('reading source', () => {
  test('blanks comments and literals without moving a character', () => {
    const hole = '$'
    const text = `a /* b */ + 'c//d' // e\n\`f ${hole}{g('h')} i\` / 2 + /[/'"]/.test(j)`
    const { withoutComments, code } = splitSource(text)
    expect(withoutComments).toBe(`a         + 'c//d'     \n\`f ${hole}{g('h')} i\` / 2 + /[/'"]/.test(j)`)
    expect(code).toBe(`a         + '    '     \n\`  ${hole}{g(' ')}  \` / 2 +        .test(j)`)
  })

  test('finds every kind of import with its names and line', () => {
    const text = [
      "import a, { b as c, type D } from 'one'",
      "import * as e from 'two'",
      'import {\n  f,\n  g,\n} from "three"',
      "import 'four'",
      "export { h } from 'five'",
      "import type { I } from 'six'",
      "const j = import('seven')",
    ].join('\n')
    expect(importsOf(text)).toEqual([
      { from: 'one', names: ['b', 'D', 'default'], isType: false, line: 1 },
      { from: 'two', names: ['*'], isType: false, line: 2 },
      { from: 'three', names: ['f', 'g'], isType: false, line: 6 },
      { from: 'five', names: ['h'], isType: false, line: 8 },
      { from: 'six', names: ['I'], isType: true, line: 9 },
      { from: 'four', names: [], isType: false, line: 7 },
      { from: 'seven', names: ['*'], isType: false, line: 10 },
    ])
  })
})
