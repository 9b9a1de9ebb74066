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
 * Opens what a person chose: a project, a folder of pictures that has one, or a folder of pictures that gets one now. Where
 * that was cut off before the pictures came in, they come in now.
 * Throws what `ProjectService.open` throws; for a plain folder `folder-empty`, `folder-unreadable`, `not-writable`,
 * `cancelled`, and then nothing is left behind.
 */
export async function openFolder(folder: string, options: OpenFolderOptions = {}): Promise<OpenedFolder> {
  const real = realFolder(folder)
  const inside = join(real, PROJECT_FOLDER_NAME)
  requireNoLink(real, PROJECT_FOLDER_NAME)
  for (const place of [real, inside]) {
    if (!isProjectFolder(place)) continue
    const project = await ProjectService.open(place, options)
    // The folder of a project does not say that the pictures around it may be read; choosing them does.
    return { project, imported: place === inside ? await takeInOwed(project, real, options) : null }
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

async function takeInOwed(
  project: ProjectService,
  folder: string,
  options: OpenFolderOptions,
): Promise<ImportReport | null> {
  if (!project.isImportOwed) return null
  try {
    const plan = await readFolderPlan(folder, options)
    return await takeIn(project, plan, options)
  } catch (cause) {
    if (cause instanceof StudioError && cause.code === 'folder-empty') return null
    await project.close()
    throw cause
  }
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
    return await ProjectService.create(folder, { ...options, isImportOwed: true })
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
