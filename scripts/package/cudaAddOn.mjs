/**
 * `npm run package:cuda`: the folder `dist/focal-studio-cuda`, which makes a packaged studio train on an NVIDIA GPU.
 * About 4 GB, of TensorFlow's and NVIDIA's packages on PyPI; see docs/packaging.md.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ensureSetup } from '../setup/ensureSetup.mjs'
import { readJson, writeJson } from '../setup/files.mjs'
import { packageFile, projectDir } from '../setup/paths.mjs'
import { runScript } from '../setup/runScript.mjs'
import { say } from '../setup/say.mjs'
import { ensureNativeLibraries } from '../setup/tensorflowLibraries.mjs'
import { CUDA_WHEEL } from '../setup/tensorflowWheels.mjs'

const PACKAGE = '@tensorflow/tfjs-node-gpu'

await runScript(async () => {
  await ensureSetup({ needsDisplay: false })
  const { version } = readJson(packageFile(PACKAGE, 'package.json'))
  const made = await ensureNativeLibraries({
    build: 'cuda',
    packageDir: packageFile(PACKAGE),
    packageVersion: version,
  })
  const folder = join(projectDir, 'dist', 'focal-studio-cuda')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(join(made.folder, 'lib'), join(folder, 'lib'), { recursive: true })
  const folders = ['lib']
  for (const search of made.searchFolders) {
    const name = join('nvidia', basename(dirname(search)))
    cpSync(search, join(folder, name), { recursive: true })
    folders.push(name)
  }
  writeJson(join(folder, 'add-on.json'), { tensorflow: CUDA_WHEEL.version, folders })
  say(`The add-on is in ${folder}`)
  return 0
})
