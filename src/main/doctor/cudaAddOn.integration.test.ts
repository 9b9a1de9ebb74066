import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { nativeEnvironment } from '../trainer/nativeEnvironment'
import { cudaAddOnFolder, cudaLibraryFolders } from './cudaAddOn'
import type { SetupManifest } from './setupManifest'

const folder = mkdtempSync(join(tmpdir(), 'cuda-add-on-'))
afterAll(() => rmSync(folder, { recursive: true }))

const put = (content: unknown) => writeFileSync(join(folder, 'add-on.json'), JSON.stringify(content))
const packaged: SetupManifest = {
  platform: 'linux-x64',
  tensorflow: {
    source: 'wheel',
    detail: '',
    build: 'cpu',
    gpu: '',
    searchFolders: [],
    addOnFor: '2.20.0',
  },
}

test('is looked for where FOCAL_CUDA says, else beside the settings', () => {
  expect(cudaAddOnFolder({ FOCAL_CUDA: '/mnt/cuda', FOCAL_USER_DATA: '/data' })).toBe('/mnt/cuda')
  expect(cudaAddOnFolder({ FOCAL_USER_DATA: '/data' })).toBe('/data/tensorflow-cuda')
})

test('comes before all other libraries of the trainer in a package, and nowhere else', () => {
  put({ tensorflow: '2.20.0', folders: ['lib', 'nvidia/cudnn/lib'] })
  const env = { FOCAL_CUDA: folder, LD_LIBRARY_PATH: '/own' }
  expect(nativeEnvironment({ env, manifest: packaged }).LD_LIBRARY_PATH).toBe(
    `${folder}/lib:${folder}/nvidia/cudnn/lib:/own`,
  )
  const clone = { ...packaged, tensorflow: { ...packaged.tensorflow, addOnFor: undefined } }
  expect(nativeEnvironment({ env, manifest: clone }).LD_LIBRARY_PATH).toBe('/own')
})

test('is not used where it is for another TensorFlow, leads out of its folder, or cannot be read', () => {
  put({ tensorflow: '2.19.0', folders: ['lib'] })
  expect(cudaLibraryFolders(folder, '2.20.0')).toBeNull()
  put({ tensorflow: '2.20.0', folders: ['../lib'] })
  expect(cudaLibraryFolders(folder, '2.20.0')).toBeNull()
  put({ folders: [] })
  expect(cudaLibraryFolders(folder, '2.20.0')).toBeNull()
  expect(cudaLibraryFolders(join(folder, 'missing'), '2.20.0')).toBeNull()
})
