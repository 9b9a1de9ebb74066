import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImageId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder, nodeFileSystem } from '../fs/fileSystem'
import { requireFreeSpace } from '../fs/freeSpace'
import { probeImage } from '../images/probe'
import { importInto } from './importService'
import type { ProjectService } from './projectService'

/** In the project's folder: pictures that were pasted. */
export const PASTED_FOLDER = 'pasted'

/**
 * Puts a PNG into the project, named by the time. `at`: ms since 1970. Throws `image-unreadable`, `image-unsupported`,
 * `image-too-large`, `disk-full`; of what is refused nothing stays on the disk.
 */
export async function pastePicture(project: ProjectService, png: Uint8Array, at: number): Promise<ImageId> {
  project.requireWritable()
  const probed = probeImage(png)
  if (!probed.ok) throw new StudioError(probed.error.code, probed.error.message, probed.error.hint)
  await requireFreeSpace(project.folder, png.byteLength, 'The pasted picture')
  const folder = join(project.folder, PASTED_FOLDER)
  await ensureFolder(folder)
  const stem = `pasted ${new Date(at).toISOString().slice(0, 23).replace('T', ' ').replaceAll(':', '.')}`
  let file = join(folder, `${stem}.png`)
  for (let n = 2; existsSync(file); n++) file = join(folder, `${stem} (${n}).png`)
  await atomicWrite(file, png)
  try {
    return await takePasted(project, file)
  } catch (cause) {
    await nodeFileSystem.unlink(file)
    throw cause
  }
}

async function takePasted(project: ProjectService, file: string): Promise<ImageId> {
  await importInto(project, file)
  const image = project.listImages().find(({ path }) => basename(path) === basename(file))
  if (image === undefined)
    throw new StudioError('image-unreadable', `The pasted picture cannot be read: ${file}`)
  return image.id
}
