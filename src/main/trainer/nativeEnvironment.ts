import { delimiter } from 'node:path'
import { cudaAddOnFolder, cudaLibraryFolders } from '../doctor/cudaAddOn'
import { readSetupManifest, type SetupManifest } from '../doctor/setupManifest'

/** All that a process with native parts may inherit; anything else stays out of it. */
const allowed = new Set(
  'PATH HOME USERPROFILE SYSTEMROOT TMPDIR TEMP TMP LANG LC_ALL LD_LIBRARY_PATH CUDA_VISIBLE_DEVICES NVIDIA_TF32_OVERRIDE'.split(
    ' ',
  ),
)
const allowedPrefixes = ['TF_', 'FOCAL_']

/**
 * Set unless the person set them: memory on the GPU is taken as needed, only errors are logged, and oneDNN's kernels
 * are used on every CPU. TensorFlow turns them on by itself only where the CPU has AVX-512 VNNI; measured with AVX2 alone
 * they make a training step 1.4 times faster.
 *
 * On a GPU, sums are made in a fixed order and in whole single precision (NVIDIA's libraries would round the factors of
 * products to ten bits), so that a seed gives the same weights, a resumed run is the run that was not interrupted, and an
 * exported model finds what the studio found. On an H100 neither costs time that can be measured.
 */
const defaults = {
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  TF_CPP_MIN_LOG_LEVEL: '2',
  TF_ENABLE_ONEDNN_OPTS: '1',
  TF_DETERMINISTIC_OPS: '1',
  NVIDIA_TF32_OVERRIDE: '0',
}

export interface NativeEnvironmentOptions {
  env?: NodeJS.ProcessEnv
  manifest?: SetupManifest | null
}

/** The environment for a child process that loads TensorFlow: an allow-list, with the CUDA libraries found first. */
export function nativeEnvironment(options: NativeEnvironmentOptions = {}): Record<string, string> {
  const { env = process.env, manifest = readSetupManifest() } = options
  const kept = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && isAllowed(name) ? [[name, value] as const] : [],
  )
  const result: Record<string, string> = { ...defaults, ...Object.fromEntries(kept) }
  const { searchFolders = [], addOnFor } = manifest?.tensorflow ?? {}
  const added = addOnFor === undefined ? null : cudaLibraryFolders(cudaAddOnFolder(env), addOnFor)
  const folders = added ?? searchFolders
  if (folders.length > 0) {
    const own = result.LD_LIBRARY_PATH ? [result.LD_LIBRARY_PATH] : []
    result.LD_LIBRARY_PATH = [...folders, ...own].join(delimiter)
  }
  return result
}

/** Windows writes `Path` and `SystemRoot`, so the case does not count. */
function isAllowed(name: string): boolean {
  const upper = name.toUpperCase()
  return allowed.has(upper) || allowedPrefixes.some((prefix) => upper.startsWith(prefix))
}
