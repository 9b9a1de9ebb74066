import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { newId } from '../../shared/ids'
import { PROJECT_SCHEMA_VERSION, ProjectManifest } from '../../shared/project/schema'
import { atomicWrite } from '../fs/atomicWrite'
import { removeFile } from '../fs/fileSystem'
import { readTextIfThere } from '../fs/readRegularFile'
import type { ProjectStore } from '../store/projectStore'
import { isNeverMade } from '../store/sqlite/createStore'
import { newerError } from '../store/sqlite/newer'
import { DATABASE_NAME } from '../store/sqlite/open'
import { projectNameOf } from './projectNameOf'

export const MANIFEST_NAME = 'project.json'
const BACKUP_NAME = 'project.json.bak'
const MAX_BYTES = 1024 * 1024
/** Where the database keeps the same. */
export const MANIFEST_KEY = 'manifest'

/** The least that a manifest of any version says. */
const AnyManifest = z.object({ format: z.literal('focal-studio-project'), schemaVersion: z.number().int() })

/** One that may say more. */
const NewerManifest = z.object(ProjectManifest.shape)

/** True where a folder is a project: either of its two files says so, but a database in which nothing ever was. */
export function isProjectFolder(folder: string): boolean {
  if (existsSync(join(folder, MANIFEST_NAME))) return true
  if (!existsSync(join(folder, DATABASE_NAME))) return false
  return existsSync(join(folder, BACKUP_NAME)) || !isNeverMade(folder)
}

export function newManifest(name: string, createdBy: string): ProjectManifest {
  return ProjectManifest.parse({
    format: 'focal-studio-project',
    schemaVersion: PROJECT_SCHEMA_VERSION,
    id: newId(),
    name: name.trim().slice(0, 200) || 'Project',
    createdAt: new Date().toISOString(),
    createdBy,
  })
}

/**
 * Reads project.json, else its backup copy; null where neither can be read: the database knows the same.
 * Of a newer studio's what is known here; throws `project-newer` where it does not say that much.
 */
export async function readManifest(folder: string): Promise<ProjectManifest | null> {
  for (const name of [MANIFEST_NAME, BACKUP_NAME]) {
    const text = await readTextIfThere(join(folder, name), MAX_BYTES)
    if (text === null) continue
    const data = parseJson(text)
    const any = AnyManifest.safeParse(data)
    if (any.success && any.data.schemaVersion > PROJECT_SCHEMA_VERSION) {
      const newer = NewerManifest.safeParse(data)
      if (newer.success) return newer.data
      throw newerError(folder, any.data.schemaVersion, `${name} is of another kind`)
    }
    const manifest = ProjectManifest.safeParse(data)
    if (manifest.success) return manifest.data
  }
  return null
}

/** Writes project.json and its backup copy, and notes the same in the database. */
export async function writeManifest(
  folder: string,
  store: ProjectStore,
  manifest: ProjectManifest,
): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  store.setMeta(MANIFEST_KEY, JSON.stringify(manifest))
  await atomicWrite(join(folder, BACKUP_NAME), text)
  await atomicWrite(join(folder, MANIFEST_NAME), text)
}

/** Takes away what `writeManifest` wrote, for a project that could not be made. */
export async function removeManifest(folder: string): Promise<void> {
  for (const name of [MANIFEST_NAME, BACKUP_NAME]) await removeFile(join(folder, name))
}

/** The manifest as the database remembers it, or a fresh one named after the folder. */
export function manifestFromStore(folder: string, store: ProjectStore): ProjectManifest {
  const kept = ProjectManifest.safeParse(parseJson(store.meta(MANIFEST_KEY) ?? ''))
  return kept.success ? kept.data : newManifest(projectNameOf(folder), 'recovered')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
