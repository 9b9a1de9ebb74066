import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * To be imported before everything else: the process ends as in a power cut right before its n-th call that changes a disk
 * (FOCAL_DIE_AT), those that have FOCAL_DIE_PATH in their path counted; without one it lives.
 */
const dieAt = Number(process.env.FOCAL_DIE_AT ?? '0')
const part = process.env.FOCAL_DIE_PATH ?? ''
let calls = 0

function watch(holder: object, names: readonly string[]): void {
  for (const name of names) {
    const original = Reflect.get(holder, name) as (...given: unknown[]) => unknown
    const watched = (...given: unknown[]) => {
      const isCounted = given.some((each) => typeof each === 'string' && each.includes(part))
      if (isCounted && ++calls === dieAt) process.kill(process.pid, 'SIGKILL')
      return original(...given)
    }
    Reflect.set(holder, name, Object.assign(watched, original))
  }
}

const names = ['open', 'rename', 'rm', 'mkdir', 'unlink', 'link', 'rmdir', 'copyFile', 'writeFile']
watch(fs.promises, names)
watch(
  fs,
  names.map((name) => `${name}Sync`),
)
syncBuiltinESMExports()
