import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A built entry such as `trainer.js`; the build may put the caller into a chunk, one folder below the entries. */
export function builtEntry(name: string, from: string = import.meta.dirname): string {
  const beside = join(from, name)
  return existsSync(beside) ? beside : join(from, '..', name)
}
