import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errorCodeOf } from './fileSystem'

/**
 * When a process began, as text that a later process with the same number cannot share;
 * null where there is no such process or the system does not say.
 */
export async function processStart(pid: number): Promise<string | null> {
  try {
    if (process.platform === 'linux') {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      // The name in parentheses may hold spaces; start time is field 22, the 20th after it.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
      const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
      return `${boot.trim()}:${ticks}`
    }
    if (process.platform === 'darwin') {
      const answer = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)])
      return answer.stdout.trim() || null
    }
  } catch {
    // No such process, or no right to look: the caller decides by the number alone.
  }
  return null
}

/** True where a process with this number runs (someone else's counts too). */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return errorCodeOf(cause) === 'EPERM'
  }
}
