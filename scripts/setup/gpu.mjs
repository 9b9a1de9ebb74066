/** Is there an NVIDIA GPU whose driver answers? */
import { existsSync } from 'node:fs'
import { capture, findProgram } from './commands.mjs'

/** A check that costs nothing: what the loaded driver leaves in the file system. */
export function hasNvidiaDevice() {
  return existsSync('/proc/driver/nvidia/version') || existsSync('/dev/nvidiactl')
}

/** The GPU's name as its driver gives it, or why there is none. @returns {{ name: string } | { reason: string }} */
export function nvidiaGpu() {
  const program = findProgram('nvidia-smi')
  if (program === null) return { reason: 'no NVIDIA driver is installed (nvidia-smi is absent)' }
  const answer = capture(program, ['--query-gpu=name', '--format=csv,noheader'], { timeout: 20_000 })
  const name = answer.stdout.trim().split('\n')[0] ?? ''
  if (answer.ok && name !== '') return { name }
  return { reason: `nvidia-smi does not answer: ${(answer.stderr || answer.stdout).trim().split('\n')[0]}` }
}
