import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { APPIMAGE_TOOLS, linuxTargets } from './targets.mjs'

/** A folder as electron-builder-binaries packs it. */
let tools = ''
beforeAll(() => {
  tools = mkdtempSync(join(tmpdir(), 'focal-tools-'))
  for (const name of APPIMAGE_TOOLS) {
    mkdirSync(join(tools, dirname(name)), { recursive: true })
    writeFileSync(join(tools, name), '')
  }
})
afterAll(() => rmSync(tools, { recursive: true, force: true }))

const reached = async () => true
const unreached = async () => false

test('all packages are made where the tools can be fetched', async () => {
  expect(await linuxTargets([], reached, {})).toEqual({
    targets: ['AppImage', 'deb'],
    missing: [],
    tools: {},
  })
})

test('the unpacked program needs no tools', async () => {
  expect(await linuxTargets(['dir'], unreached, {})).toEqual({ targets: ['dir'], missing: [], tools: {} })
})

test('what lacks its tools is named and left out', async () => {
  const { targets, missing } = await linuxTargets(['AppImage'], unreached, {})
  expect(targets).toEqual([])
  expect(missing).toEqual([expect.stringContaining('APPIMAGE_TOOLS_PATH')])
})

test('tools that a person names are used', async () => {
  const env = { APPIMAGE_TOOLS_PATH: tools, CUSTOM_FPM_PATH: '/opt/fpm' }
  expect(await linuxTargets([], unreached, env)).toEqual({
    targets: ['AppImage', 'deb'],
    missing: [],
    tools: {},
  })
})

test('a folder that lacks one of the tools is said before anything is packed, and the deb is made all the same', async () => {
  rmSync(join(tools, 'runtimes/runtime-x64'))
  const env = { APPIMAGE_TOOLS_PATH: tools, CUSTOM_FPM_PATH: '/opt/fpm' }
  const { targets, missing } = await linuxTargets([], unreached, env)
  expect(targets).toEqual(['deb'])
  expect(missing).toEqual([expect.stringMatching(/APPIMAGE_TOOLS_PATH names, has no runtimes\/runtime-x64$/)])
})
