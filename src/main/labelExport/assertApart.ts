import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { StudioError } from '../../shared/result'
import { isInside } from '../fs/confine'
import type { ProjectReader } from '../project/projectReader'

/**
 * Throws `export-failed` where an export would lie around pictures of the project, as it takes the place of what its folder
 * held before. With pictures it does not lie below theirs either: its copies would come in as pictures of their own.
 */
export function assertApart(project: ProjectReader, folder: string, withImages: boolean): void {
  const target = realPlace(resolve(folder))
  const images = project.listImages('all')
  for (const root of project.listRoots()) {
    const paths = images.flatMap(({ rootId, path }) => (rootId === root.id ? [path] : []))
    if (paths.length === 0) continue
    // A folder that was not granted is not looked at, not even for where its links lead.
    const pictures = root.granted ? realPlace(root.folder) : resolve(root.folder)
    const isBelow = isInside(pictures, target)
    const isAround =
      isInside(target, pictures) || paths.some((path) => isInside(target, join(pictures, path)))
    if (!isAround && !(isBelow && withImages)) continue
    throw new StudioError(
      'export-failed',
      `${folder} and the pictures of the project in ${root.folder} lie in one another; nothing was written.`,
      'Choose a folder beside the pictures.',
    )
  }
}

/** With the links resolved of what is there of it. */
function realPlace(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const parent = dirname(path)
    return parent === path ? path : join(realPlace(parent), basename(path))
  }
}
