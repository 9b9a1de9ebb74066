import type { GroupRule } from '../../../shared/project/schema'

/** A rule that reads from a picture's path what it belongs with. */
export interface NameRule {
  id: Exclude<GroupRule, 'near-duplicates'>
  /** Pictures of one key belong together; null: it says nothing of this picture. `path`: posix, below its root. */
  key(path: string): string | null
}

/** A path's folder (with the slash at its end) and its name without the ending. */
export function partsOf(path: string): { folder: string; stem: string } {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const name = path.slice(folder.length)
  const dot = name.lastIndexOf('.')
  return { folder, stem: dot > 0 ? name.slice(0, dot) : name }
}
