import { delimiter } from 'node:path'
import { expect, test } from 'vitest'
import type { SetupManifest } from '../doctor/setupManifest'
import { nativeEnvironment } from './nativeEnvironment'

const manifest = (searchFolders: string[]): SetupManifest => ({
  platform: 'linux-x64',
  tensorflow: { source: 'wheel', detail: '', build: 'cuda', gpu: '', searchFolders },
})

test('row 31: passes only what native parts need', () => {
  const env = {
    PATH: '/bin',
    HOME: '/home/ada',
    TMPDIR: '/scratch',
    LANG: 'de_DE.UTF-8',
    CUDA_VISIBLE_DEVICES: '1',
    TF_NUM_INTEROP_THREADS: '2',
    FOCAL_CACHE: '/cache',
    NODE_OPTIONS: '--require=evil.js',
    LD_PRELOAD: 'evil.so',
    AWS_SECRET_ACCESS_KEY: 'x',
    ELECTRON_RUN_AS_NODE: '1',
  }
  expect(nativeEnvironment({ env, manifest: null })).toEqual({
    PATH: '/bin',
    HOME: '/home/ada',
    TMPDIR: '/scratch',
    LANG: 'de_DE.UTF-8',
    CUDA_VISIBLE_DEVICES: '1',
    TF_NUM_INTEROP_THREADS: '2',
    FOCAL_CACHE: '/cache',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_DETERMINISTIC_OPS: '1',
    NVIDIA_TF32_OVERRIDE: '0',
  })
})

test('puts the CUDA folders before the path the person has', () => {
  const env = { LD_LIBRARY_PATH: '/own' }
  expect(nativeEnvironment({ env, manifest: manifest(['/a/lib', '/b/lib']) }).LD_LIBRARY_PATH).toBe(
    ['/a/lib', '/b/lib', '/own'].join(delimiter),
  )
  expect(nativeEnvironment({ env: {}, manifest: manifest(['/a/lib']) }).LD_LIBRARY_PATH).toBe('/a/lib')
  expect(nativeEnvironment({ env: {}, manifest: manifest([]) })).not.toHaveProperty('LD_LIBRARY_PATH')
})

test('lets the person decide how TensorFlow takes memory, logs and rounds', () => {
  const env = {
    TF_FORCE_GPU_ALLOW_GROWTH: 'false',
    TF_CPP_MIN_LOG_LEVEL: '0',
    TF_ENABLE_ONEDNN_OPTS: '0',
    TF_DETERMINISTIC_OPS: '0',
    NVIDIA_TF32_OVERRIDE: '1',
  }
  expect(nativeEnvironment({ env, manifest: null })).toEqual(env)
})

test('knows the names as Windows writes them', () => {
  expect(
    nativeEnvironment({ env: { Path: 'C:\\bin', SystemRoot: 'C:\\Windows' }, manifest: null }),
  ).toMatchObject({
    Path: 'C:\\bin',
    SystemRoot: 'C:\\Windows',
  })
})
