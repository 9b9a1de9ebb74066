import { expect, test } from 'vitest'
import { linuxTargets } from './targets.mjs'

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
  const env = { APPIMAGE_TOOLS_PATH: import.meta.dirname, CUSTOM_FPM_PATH: '/opt/fpm' }
  expect(await linuxTargets([], unreached, env)).toEqual({
    targets: ['AppImage', 'deb'],
    missing: [],
    tools: {},
  })
})
