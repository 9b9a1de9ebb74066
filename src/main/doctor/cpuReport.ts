import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

/** Instruction sets that change how fast TensorFlow computes, by the kernel's name for them. */
const features: Record<string, string> = {
  avx2: 'AVX2',
  fma: 'FMA',
  avx512f: 'AVX512',
  avx512_vnni: 'AVX512_VNNI',
  avx512_bf16: 'AVX512_BF16',
  amx_tile: 'AMX',
  amx_bf16: 'AMX_BF16',
  asimd: 'NEON',
}

export interface CpuReport {
  model: string
  cores: number
  /** Null where the system does not list them. */
  features: string[] | null
}

/** The processor, and which of the instruction sets that matter for training it has. */
export function cpuReport(): CpuReport {
  return {
    model: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    features: cpuFeatures(readCpuInfo()),
  }
}

/** Reads the instruction sets out of the text of /proc/cpuinfo. */
export function cpuFeatures(cpuInfo: string | null): string[] | null {
  const line = cpuInfo?.split('\n').find((text) => /^(flags|Features)\s*:/.test(text))
  if (line === undefined) return null
  const flags = new Set(line.slice(line.indexOf(':') + 1).split(/\s+/))
  return Object.entries(features).flatMap(([flag, name]) => (flags.has(flag) ? [name] : []))
}

function readCpuInfo(): string | null {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return null
  }
}
