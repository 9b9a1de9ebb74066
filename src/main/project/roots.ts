import { realpathSync } from 'node:fs'
import { dirname, posix, relative, resolve, sep, win32 } from 'node:path'
import type { RootId } from '../../shared/ids'
import type { ImageRoot } from '../../shared/project/schema'
import { confineSync, isInside } from '../fs/confine'
import type { RootRow } from '../store/projectStore'
import type { RootGrants } from './rootGrants'

/** A root as it lies on this machine. */
export interface ResolvedRoot {
  id: RootId
  /** As stored. */
  path: string
  /** Absolute; it may be missing. */
  folder: string
  external: boolean
  granted: boolean
}

/**
 * How the folder of some images is stored: relative where it lies in the project folder or is the one that holds it
 * (the whole can then be moved), else absolute. Both absolute, links resolved.
 */
export function storedRootPath(projectFolder: string, folder: string): string {
  if (folder === projectFolder) return '.'
  if (folder === dirname(projectFolder)) return '..'
  return isInside(projectFolder, folder) ? relative(projectFolder, folder).split(sep).join('/') : folder
}

/**
 * Where a stored root lies. What is written in a project is data, not permission: anything but the project folder,
 * what is in it, and the folder that holds it counts as external and must have been granted on this machine.
 */
export function resolveRoot(projectFolder: string, { id, path }: RootRow, grants: RootGrants): ResolvedRoot {
  const own = ownFolder(projectFolder, path)
  if (own !== null) return { id, path, folder: own, external: false, granted: true }
  const folder = isAnyAbsolute(path) ? path : resolve(projectFolder, path)
  return { id, path, folder, external: true, granted: grants.has(folder) }
}

export const toImageRoot = ({ id, path, external, granted }: ResolvedRoot): ImageRoot => ({
  id,
  path,
  external,
  granted,
})

/** Absolute on the system where it was written, whichever that was. */
const isAnyAbsolute = (path: string): boolean => posix.isAbsolute(path) || win32.isAbsolute(path)

function ownFolder(projectFolder: string, path: string): string | null {
  if (path === '..') return dirname(projectFolder)
  if (isAnyAbsolute(path)) return null
  try {
    return confineSync(projectFolder, path)
  } catch {
    return null
  }
}

/** The folder with its links resolved, or as it is where it is missing. */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return resolve(folder)
  }
}
