import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { copyIfThere } from '../../fs/fileSystem'

/** Copies a project's folder while it is open: a journal that goes between the listing and the copy is passed over. */
export function copyProject(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyProject(join(from, entry.name), join(to, entry.name))
    else copyIfThere(join(from, entry.name), join(to, entry.name))
  }
}
