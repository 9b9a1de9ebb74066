import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cudaAddOnFolder, cudaLibraryFolders } from './cudaAddOn'
import type { SetupManifest } from './setupManifest'
import type { TensorFlowProbe } from './tensorflowProbe'

const NVIDIA_SMI_LIMIT_MS = 20_000

export interface GpuReport {
  /** The GPU and its driver as nvidia-smi names them; null when there is none that answers. */
  name: string | null
  driver: string | null
  isUsed: boolean
  /** Why the GPU is not used; null when it is. */
  reason: string | null
}

/** What nvidia-smi said. */
export type DriverAnswer = { name: string; driver: string } | { failure: string }

/** Asks the NVIDIA driver for its first GPU. */
export function askDriver(): DriverAnswer {
  const asked = spawnSync('nvidia-smi', ['--query-gpu=name,driver_version', '--format=csv,noheader'], {
    encoding: 'utf8',
    timeout: NVIDIA_SMI_LIMIT_MS,
  })
  if (asked.error !== undefined && 'code' in asked.error && asked.error.code === 'ENOENT') {
    return { failure: 'no NVIDIA driver is installed (nvidia-smi is absent)' }
  }
  const [name, driver] =
    (asked.stdout ?? '')
      .split('\n')[0]
      ?.split(',')
      .map((part) => part.trim()) ?? []
  if (asked.status === 0 && name && driver) return { name, driver }
  const said = `${asked.stderr ?? ''}${asked.stdout ?? ''}`.trim().split('\n')[0]
  return { failure: `nvidia-smi does not answer: ${said || asked.error?.message || `code ${asked.status}`}` }
}

/** Joins what the driver, the set-up and TensorFlow say into one exact reason. */
export function gpuReport(
  answer: DriverAnswer,
  manifest: SetupManifest | null,
  probe: TensorFlowProbe,
  exists: (path: string) => boolean = existsSync,
): GpuReport {
  const found = 'name' in answer ? { name: answer.name, driver: answer.driver } : { name: null, driver: null }
  if (probe.isUsingGpu) return { ...found, isUsed: true, reason: null }
  return { ...found, isUsed: false, reason: whyUnused(answer, manifest, probe, exists) }
}

function whyUnused(
  answer: DriverAnswer,
  manifest: SetupManifest | null,
  probe: TensorFlowProbe,
  exists: (path: string) => boolean,
): string {
  if ('failure' in answer) return answer.failure
  if (probe.failure !== null) return `TensorFlow does not load: ${probe.failure}`
  const { addOnFor } = manifest?.tensorflow ?? {}
  if (addOnFor !== undefined && cudaLibraryFolders(cudaAddOnFolder(), addOnFor) === null) {
    return `this package carries TensorFlow for the CPU; the add-on for CUDA (TensorFlow ${addOnFor}) belongs into ${cudaAddOnFolder()}`
  }
  if (manifest?.tensorflow.build === 'cpu' && addOnFor === undefined) {
    return 'TensorFlow was set up for the CPU, before the driver answered; type `npm run setup`'
  }
  const missing = manifest?.tensorflow.searchFolders.filter((folder) => !exists(folder)) ?? []
  if (missing.length > 0) return `CUDA libraries are missing: ${missing.join(', ')}; type \`npm run setup\``
  const cuInit = probe.gpuLog.find((line) => /failed call to cuInit/i.test(line))
  if (cuInit !== undefined) return `the driver refused: ${cuInit}`
  const library = probe.gpuLog.find((line) => /could not load|cannot dlopen|cannot open shared/i.test(line))
  if (library !== undefined) return `a CUDA library could not be loaded: ${library}`
  return probe.gpuLog.at(-1) ?? 'TensorFlow chose the CPU and gave no reason'
}
