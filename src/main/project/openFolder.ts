import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportReport } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import type { ImportPlan } from '../formats/types'
import { removeFolder } from '../fs/fileSystem'
import { generateSample } from '../sample/generateSample'
import { type ImportOptions, readFolderPlan, takeIn } from './importService'
import { isProjectFolder } from './manifest'
import { requireNoLink } from './ownParts'
import { projectNameOf } from './projectNameOf'
import { type OpenOptions, ProjectService } from './projectService'
import { realFolder } from './roots'

/** The project that a folder of pictures gets lies in it, under this name. */
export const PROJECT_FOLDER_NAME = 'focal-project'

export interface OpenedFolder {
  project: ProjectService
  /** What came in, where a plain folder became a project. */
  imported: ImportReport | null
}

type OpenFolderOptions = OpenOptions & Pick<ImportOptions, 'onProgress' | 'signal'>

/**
 * Opens what a person chose: a project, a folder of pictures that has one, or a folder of pictures that gets one now.
 * Throws what `ProjectService.open` throws; for a plain folder `folder-empty`, `folder-unreadable`, `not-writable`,
 * `cancelled`, and then nothing is left behind.
 */
export async function openFolder(folder: string, options: OpenFolderOptions = {}): Promise<OpenedFolder> {
  const real = realFolder(folder)
  const inside = join(real, PROJECT_FOLDER_NAME)
  requireNoLink(real, PROJECT_FOLDER_NAME)
  for (const place of [real, inside]) {
    if (isProjectFolder(place)) return { project: await ProjectService.open(place, options), imported: null }
  }
  const plan = await readFolderPlan(real, options)
  if (plan.images.length === 0) throw noPictures(real, plan)
  return createFrom(plan, inside, { ...options, name: projectNameOf(real) })
}

/** Makes the project that shows how it all works: generated pictures of a workbench, partly labelled. */
export async function createSampleProject(
  folder: string,
  options: OpenFolderOptions = {},
): Promise<OpenedFolder> {
  if (!isProjectFolder(join(folder, PROJECT_FOLDER_NAME))) await generateSample(folder)
  return openFolder(folder, options)
}

async function createFrom(
  plan: ImportPlan,
  folder: string,
  options: OpenFolderOptions & { name: string },
): Promise<OpenedFolder> {
  // A folder of that name that was there already stays, whatever is in it.
  const isNew = !existsSync(folder)
  let project: ProjectService | undefined
  try {
    project = await createWhereWritable(folder, options)
    return { project, imported: await takeIn(project, plan, options) }
  } catch (cause) {
    await project?.close()
    if (isNew) await removeFolder(folder)
    throw cause
  }
}

async function createWhereWritable(
  folder: string,
  options: OpenOptions & { name: string },
): Promise<ProjectService> {
  try {
    return await ProjectService.create(folder, options)
  } catch (cause) {
    if (!(cause instanceof StudioError) || cause.code !== 'not-writable') throw cause
    throw new StudioError(
      'not-writable',
      `The folder of pictures may not be written, so its project cannot lie in it: ${folder}`,
      'Make a project in another folder and import the pictures from here.',
      { cause },
    )
  }
}

function noPictures(folder: string, { rejected }: ImportPlan): StudioError {
  const [first] = rejected
  const why = first === undefined ? '' : `: ${first.what} (${first.examples[0] ?? ''})`
  return new StudioError(
    'folder-empty',
    `No picture in ${folder} can be used${why}`,
    'Choose a folder that holds JPEG, PNG, WebP, BMP, TIFF or GIF files.',
  )
}
