/** What the packaged program is to say of its native parts, in place of the set-up's own record. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeJson } from '../setup/files.mjs'
import { setupDir } from '../setup/paths.mjs'
import { CUDA_WHEEL } from '../setup/tensorflowWheels.mjs'

/** Written where electron-builder.yml takes it from. @param {import('../setup/ensureSetup.mjs').Manifest} manifest */
export function writeNativeManifest({ platform, electron, tensorflow }) {
  const folder = join(setupDir, 'package', 'native')
  mkdirSync(folder, { recursive: true })
  const { version, chromium } = electron
  writeJson(join(folder, 'manifest.json'), {
    platform,
    electron: { source: electron.source, detail: 'in this package', version, chromium },
    tensorflow: {
      source: tensorflow.source,
      detail: `${tensorflow.detail}; in this package`,
      // The libraries for CUDA are never packed, so this is what the package can do by itself.
      build: 'cpu',
      gpu: 'this package carries TensorFlow for the CPU; CUDA is an add-on',
      searchFolders: [],
      addOnFor: CUDA_WHEEL.version,
    },
  })
}
