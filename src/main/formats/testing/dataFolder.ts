import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Folder of the real data sets, which are never part of the repository. */
export const dataFolder = resolve(process.env.FOCAL_DATA ?? join('..', 'shared', 'datasets'))

/** True where a data set is there; says loudly that its tests are left out where it is not. */
export function hasData(...names: string[]): boolean {
  const missing = names.filter((name) => !existsSync(join(dataFolder, name)))
  if (missing.length > 0)
    console.warn(
      `SKIPPED: no ${missing.join(', ')} in ${dataFolder}; set FOCAL_DATA to the folder of the data sets.`,
    )
  return missing.length === 0
}
