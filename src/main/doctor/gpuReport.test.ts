import { describe, expect, test } from 'vitest'
import { type DriverAnswer, gpuReport } from './gpuReport'
import type { SetupManifest } from './setupManifest'
import type { TensorFlowProbe } from './tensorflowProbe'

const driver: DriverAnswer = { name: 'NVIDIA T4', driver: '550.54' }
const cuda: SetupManifest = {
  platform: 'linux-x64',
  tensorflow: { source: 'wheel', detail: '', build: 'cuda', gpu: '', searchFolders: ['/cuda/cudnn/lib'] },
}
const cpu: SetupManifest = { ...cuda, tensorflow: { ...cuda.tensorflow, build: 'cpu', searchFolders: [] } }
const works: TensorFlowProbe = {
  backend: 'tensorflow',
  version: '2.20.0',
  isUsingGpu: false,
  failure: null,
  gpuLog: [],
}
const reason = (
  answer: DriverAnswer,
  manifest: SetupManifest | null,
  probe: TensorFlowProbe,
  exists = true,
) => gpuReport(answer, manifest, probe, () => exists).reason

test('a GPU that TensorFlow uses needs no reason', () => {
  expect(gpuReport(driver, cuda, { ...works, isUsingGpu: true })).toEqual({
    name: 'NVIDIA T4',
    driver: '550.54',
    isUsed: true,
    reason: null,
  })
})

describe('the reason why a GPU is not used', () => {
  test('no driver', () => {
    expect(reason({ failure: 'nvidia-smi is absent' }, cpu, works)).toBe('nvidia-smi is absent')
  })
  test('TensorFlow itself does not load', () => {
    expect(reason(driver, cuda, { ...works, failure: 'no libstdc++' })).toBe(
      'TensorFlow does not load: no libstdc++',
    )
  })
  test('a package without the add-on for CUDA', () => {
    const packaged = { ...cpu, tensorflow: { ...cpu.tensorflow, addOnFor: '2.20.0' } }
    expect(reason(driver, packaged, works)).toMatch(
      /add-on for CUDA \(TensorFlow 2.20.0\) belongs into .*tensorflow-cuda/,
    )
  })

  test('set up for the CPU', () => {
    expect(reason(driver, cpu, works)).toMatch(/set up for the CPU.*npm run setup/)
  })
  test('CUDA folders gone', () => {
    expect(reason(driver, cuda, works, false)).toMatch(/missing: \/cuda\/cudnn\/lib/)
  })
  test('the driver refuses', () => {
    const line = 'failed call to cuInit: INTERNAL: CUDA error: Failed call to cuInit: UNKNOWN ERROR (303)'
    expect(reason(driver, cuda, { ...works, gpuLog: ['other GPU line', line] })).toBe(
      `the driver refused: ${line}`,
    )
  })
  test('a library does not load', () => {
    const line = 'Cannot dlopen some GPU libraries. Skipping registering GPU devices...'
    expect(reason(driver, cuda, { ...works, gpuLog: [line] })).toBe(
      `a CUDA library could not be loaded: ${line}`,
    )
  })
  test('nothing was said', () => {
    expect(reason(driver, cuda, works)).toBe('TensorFlow chose the CPU and gave no reason')
  })
})
