import { join } from 'node:path'
import { isInside } from '../fs/confine'
import type { ReadPlan } from './importService'
import type { ProjectReader } from './projectReader'
import type { ProjectService } from './projectService'

/**
 * Puts what was unpacked for a plan among the project's files, then writes the plan. Where writing fails, or where no
 * picture of the project lies there (all were known), it goes again.
 */
export async function keepUnpacked<T>(
  project: ProjectService,
  plan: ReadPlan,
  write: (plan: ReadPlan) => Promise<T>,
): Promise<T> {
  const unpacked = plan.unpacked ?? []
  try {
    const places = new Map<string, string>()
    for (const each of unpacked) places.set(each.folder, await each.keep())
    const images = plan.images.map((image) => {
      const root = places.get(image.root)
      return root === undefined ? image : { ...image, root, path: join(root, image.relativePath) }
    })
    const written = await write({ ...plan, images })
    for (const each of unpacked)
      if (holdsPictures(project, places.get(each.folder) as string)) await each.settle()
      else await each.remove()
    return written
  } catch (cause) {
    for (const each of unpacked) await each.remove()
    throw cause
  }
}

/** True where a picture of the project lies in a folder, one that was taken out too. */
export function holdsPictures(project: ProjectReader, folder: string): boolean {
  const roots = new Map(project.listRoots().map((root) => [root.id, root.folder]))
  return project
    .listImages('all')
    .some(({ rootId, path }) => isInside(folder, join(roots.get(rootId) ?? '', path)))
}
