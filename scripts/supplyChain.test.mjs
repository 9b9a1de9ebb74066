import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectDir } from './setup/paths.mjs'

const read = (/** @type {string} */ name) => readFileSync(join(projectDir, name), 'utf8')
/** @type {Record<string, { version?: string, integrity?: string, resolved?: string, link?: boolean, hasInstallScript?: boolean }>} */
const locked = JSON.parse(read('package-lock.json')).packages
const packages = Object.entries(locked).filter(([path]) => path !== '')

describe('row 13: what is installed', () => {
  test('comes from the registry, to the byte that was locked', () => {
    expect(packages.length).toBeGreaterThan(100)
    const odd = packages.filter(
      ([, { integrity, resolved, link }]) =>
        link || !integrity?.startsWith('sha512-') || /^(git|http:|file:)/.test(resolved ?? ''),
    )
    expect(odd.map(([path]) => path)).toEqual([])
  })

  test('runs no script of its own', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true')
    expect(read('scripts/setup/dependencies.mjs')).toContain("'ci', '--ignore-scripts'")
  })

  test('and wants to run one in these packages alone, which the set-up stands in for', () => {
    const names = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1))
    expect([...new Set(names)].sort()).toEqual([
      '@tensorflow/tfjs-node-gpu',
      'core-js',
      'electron-winstaller',
      'onnxruntime-node',
    ])
  })

  test('is named to the version', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'))
    const ranges = Object.values({ ...dependencies, ...devDependencies }).filter(
      (version) => !/^\d+\.\d+\.\d+$/.test(String(version)),
    )
    expect(ranges).toEqual([])
  })
})
