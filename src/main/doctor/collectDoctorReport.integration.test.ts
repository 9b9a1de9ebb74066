import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { collectDoctorReport } from './collectDoctorReport'

const folder = mkdtempSync(join(tmpdir(), 'doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

const probeThat = (code: string) => ({
  program: process.execPath,
  args: ['-e', code],
  env: { PATH: process.env.PATH },
})

test('tells where the parts came from and what this machine has', async () => {
  const manifestFile = join(folder, 'manifest.json')
  writeFileSync(
    manifestFile,
    JSON.stringify({
      platform: 'linux-x64',
      electron: { source: 'npm package', detail: 'from an npm package', version: '33.2.1' },
      tensorflow: { source: 'wheel', detail: 'from a wheel', build: 'cpu', gpu: 'none', searchFolders: [] },
    }),
  )
  const answer = JSON.stringify({ backend: 'tensorflow', version: '2.20.0', isUsingGpu: false })
  const report = await collectDoctorReport({ manifestFile, probe: probeThat(`console.log('${answer}')`) })
  expect(report.origins).toEqual({ electron: 'from an npm package', tensorflow: 'from a wheel' })
  expect(report.tensorflow).toEqual({ backend: 'tensorflow', version: '2.20.0', failure: null })
  expect(report.versions).toMatchObject({ node: process.versions.node, electron: '33.2.1' })
  expect(report.versions.app).toMatch(/^\d+\.\d+\.\d+/)
  expect(report.gpu.reason).not.toBe('')
  expect(report.memoryGb.total).toBeGreaterThan(0)
})

test('answers even where nothing was set up and TensorFlow crashes', async () => {
  const report = await collectDoctorReport({ manifestFile: null, probe: probeThat('process.abort()') })
  expect(report.origins.tensorflow).toMatch(/npm run setup/)
  expect(report.tensorflow.failure).toMatch(/crashed/)
  expect(report.gpu.isUsed).toBe(false)
})
