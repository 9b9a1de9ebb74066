import { existsSync } from 'node:fs'
import { StudioError } from '../../shared/result'
import { ensureFolder, removeIfEmpty } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'
import { acquireLock } from '../fs/projectLock'
import { IMPORT_OWED, type ProjectStore } from '../store/projectStore'
import { createStore, removeStore } from '../store/sqlite/createStore'
import { isProjectFolder, MANIFEST_KEY, newManifest, removeManifest, writeManifest } from './manifest'
import { refuseWriting } from './openMode'
import { requireOwnParts } from './ownParts'
import { projectNameOf } from './projectNameOf'
import type { ProjectParts } from './projectReader'
import { defaultGrantsFile, RootGrants } from './rootGrants'
import { realFolder } from './roots'

export interface MakeOptions {
  name?: string
  grantsFile?: string
  /** The pictures that it is made for come in next: cut off before that, the next opening sees to it. */
  isImportOwed?: boolean
}

/** Makes a project in a folder, which may exist; where that fails nothing is left. Throws as `ProjectService.create`. */
export async function makeProject(folder: string, options: MakeOptions): Promise<ProjectParts> {
  if (isProjectFolder(folder)) throw exists(folder)
  const isNew = !existsSync(folder)
  await ensureFolder(folder).catch((cause: unknown) => {
    throw ioError(cause, 'Making the project folder', folder)
  })
  const real = realFolder(folder)
  requireOwnParts(real)
  try {
    return await makeIn(real, options)
  } catch (cause) {
    if (isNew) await removeIfEmpty(real)
    throw ioError(cause, 'Making the project', real)
  }
}

async function makeIn(
  folder: string,
  { name, grantsFile, isImportOwed = false }: MakeOptions,
): Promise<ProjectParts> {
  const lock = await acquireLock(folder)
  if (!lock.held)
    throw refuseWriting({ code: 'project-locked', reason: 'Another program is making it.' }, folder)
  let store: ProjectStore | undefined
  try {
    if (isProjectFolder(folder)) throw exists(folder)
    const manifest = newManifest(name ?? projectNameOf(folder), 'focal-studio')
    store = createStore(folder, {
      [MANIFEST_KEY]: JSON.stringify(manifest),
      ...(isImportOwed && { [IMPORT_OWED]: 'yes' }),
    })
    await writeManifest(folder, store, manifest)
    const grants = await RootGrants.open(grantsFile ?? defaultGrantsFile(), manifest.id)
    return { folder, store, manifest, grants, lock, readOnly: null }
  } catch (cause) {
    if (store !== undefined) {
      store.close()
      await removeManifest(folder)
      removeStore(folder)
    }
    await lock.release()
    throw cause
  }
}

function exists(folder: string): StudioError {
  return new StudioError(
    'project-exists',
    `There is a project already: ${folder}`,
    'Open it, or choose another folder.',
  )
}
