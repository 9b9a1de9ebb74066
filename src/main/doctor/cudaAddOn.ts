import { readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { z } from 'zod'
import { configFolder } from '../fs/configFolder'

/** `add-on.json` in the add-on's folder, which scripts/package/cudaAddOn.mjs writes. */
const AddOn = z.object({
  tensorflow: z.string(),
  /** Folders of libraries inside the add-on, the one with TensorFlow first. */
  folders: z.array(z.string().min(1)).min(1).max(100),
})

/** Where a packaged studio looks for TensorFlow with CUDA: FOCAL_CUDA, or a folder of its own beside its settings. */
export function cudaAddOnFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.FOCAL_CUDA ?? join(configFolder(env), 'tensorflow-cuda')
}

/**
 * The folders for LD_LIBRARY_PATH out of the add-on; null where there is none that can be read. Its TensorFlow replaces
 * the packed one, to which the addon of tfjs is built: another version of it is refused.
 */
export function cudaLibraryFolders(folder: string, tensorflow: string): string[] | null {
  try {
    const addOn = AddOn.parse(JSON.parse(readFileSync(join(folder, 'add-on.json'), 'utf8')))
    if (addOn.tensorflow !== tensorflow) return null
    const folders = addOn.folders.map((name) => join(folder, name))
    return folders.every((inside) => inside.startsWith(folder + sep)) ? folders : null
  } catch {
    return null
  }
}
