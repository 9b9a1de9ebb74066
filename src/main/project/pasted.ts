import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { ImageId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder, nodeFileSystem } from '../fs/fileSystem'
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

/** Takes a pasted picture out; its file is laid aside, for `bringBackPasted`. Throws `invalid-edit` where it has labels. */
export async function removePasted(project: ProjectService, imageId: ImageId): Promise<void> {
  const { boxes, marks } = project.readImage(imageId)
  const file = project.imageFile(imageId)
  if (dirname(file) !== join(project.folder, PASTED_FOLDER))
    throw new StudioError('invalid-edit', 'Only a picture that was pasted can be taken out.')
  if (boxes.length + marks.length > 0)
    throw new StudioError('invalid-edit', 'The picture has boxes by now.', 'Delete them first.')
  project.removeImage(imageId)
  await nodeFileSystem.rename(file, asideOf(file))
  lastRemoved.set(project, file)
}

const lastRemoved = new WeakMap<ProjectService, string>()
/** Dot files are no pictures to the studio. */
const asideOf = (file: string) => join(dirname(file), `.removed ${basename(file)}`)

/** Brings back what was taken out last. Throws `not-found`. */
export async function bringBackPasted(project: ProjectService): Promise<ImageId> {
  const file = lastRemoved.get(project)
  if (file === undefined) throw new StudioError('not-found', 'No picture was taken out.')
  await nodeFileSystem.rename(asideOf(file), file)
  lastRemoved.delete(project)
  return takePasted(project, file)
}

async function takePasted(project: ProjectService, file: string): Promise<ImageId> {
  await importInto(project, file)
  const image = project.listImages().find(({ path }) => basename(path) === basename(file))
  if (image === undefined)
    throw new StudioError('image-unreadable', `The pasted picture cannot be read: ${file}`)
  return image.id
}
