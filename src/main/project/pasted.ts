import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImageId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder } from '../fs/fileSystem'
import { importInto } from './importService'
import type { ProjectService } from './projectService'

/** In the project's folder: pictures that were pasted. */
export const PASTED_FOLDER = 'pasted'

/** Puts a PNG into the project, named by the time. `at`: ms since 1970. */
export async function pastePicture(project: ProjectService, png: Uint8Array, at: number): Promise<ImageId> {
  const folder = join(project.folder, PASTED_FOLDER)
  await ensureFolder(folder)
  const stem = `pasted ${new Date(at).toISOString().slice(0, 23).replace('T', ' ').replaceAll(':', '.')}`
  let file = join(folder, `${stem}.png`)
  for (let n = 2; existsSync(file); n++) file = join(folder, `${stem} (${n}).png`)
  await atomicWrite(file, png)
  return takePasted(project, file)
}

async function takePasted(project: ProjectService, file: string): Promise<ImageId> {
  await importInto(project, file)
  const image = project.listImages().find(({ path }) => basename(path) === basename(file))
  if (image === undefined)
    throw new StudioError('image-unreadable', `The pasted picture cannot be read: ${file}`)
  return image.id
}
