import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSetupManifest, readSetupManifest } from './setupManifest'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  mkdirSync(join(folder, 'out', 'main', 'chunks'), { recursive: true })
  mkdirSync(join(folder, '.setup'))
  writeFileSync(join(folder, 'package.json'), '{}')
})
afterEach(() => rmSync(folder, { recursive: true }))

const good = {
  setupVersion: 9,
  platform: 'linux-x64',
  tensorflow: {
    source: 'wheel',
    detail: 'd',
    build: 'cpu',
    gpu: 'none',
    searchFolders: [],
    sawDevice: false,
  },
}

test('is found from wherever the bundle lies in the clone', () => {
  const file = join(folder, '.setup', 'manifest.json')
  writeFileSync(file, JSON.stringify(good))
  expect(findSetupManifest(join(folder, 'out', 'main', 'chunks'))).toBe(file)
  expect(readSetupManifest(file)?.tensorflow.build).toBe('cpu')
})

test('a missing or broken one reads as none', () => {
  const file = join(folder, '.setup', 'manifest.json')
  expect(readSetupManifest(file)).toBeNull()
  writeFileSync(file, '{"tensorflow":')
  expect(readSetupManifest(file)).toBeNull()
  writeFileSync(file, '{"platform":"linux-x64","tensorflow":{"source":"elsewhere"}}')
  expect(readSetupManifest(file)).toBeNull()
})
