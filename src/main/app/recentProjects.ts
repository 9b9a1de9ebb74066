import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RecentProject } from '../../shared/ipc/project'
import { limits } from '../../shared/limits'
import type { ProjectSummary } from '../../shared/project/schema'
import { StudioError } from '../../shared/result'
import type { SettingsStore } from './settings'

/** The projects that were open, newest first. */
export interface RecentProjects {
  list(): RecentProject[]
  remember(summary: Pick<ProjectSummary, 'id' | 'name' | 'folder'>): void
  forget(id: string): RecentProject[]
  /** The folder of a remembered project. Throws `project-not-found`. */
  folderOf(id: string): string
}

/** Keeps the list in the settings; two folders with one id (a copied project) are two entries. */
export function createRecentProjects(store: SettingsStore, now: () => number): RecentProjects {
  const held = () => store.get('recentProjects')
  const list = () =>
    held().map((project) => ({ ...project, exists: existsSync(join(project.folder, 'project.json')) }))
  return {
    list,
    remember({ id, name, folder }) {
      const others = held().filter((project) => project.folder !== folder)
      const entry = { id: entryId(id, folder, others), name, folder, openedAt: now() }
      store.set({ recentProjects: [entry, ...others].slice(0, limits.maxRecentProjects) })
    },
    forget(id) {
      store.set({ recentProjects: held().filter((project) => project.id !== id) })
      return list()
    },
    folderOf(id) {
      const found = held().find((project) => project.id === id)
      if (found === undefined) {
        throw new StudioError(
          'project-not-found',
          'this project is no longer in the list',
          'Open its folder instead.',
        )
      }
      return found.folder
    },
  }
}

/** The project's own id; for a copy of a project that is listed already, with its folder's mark. */
function entryId(id: string, folder: string, others: readonly { id: string }[]): string {
  if (!others.some((project) => project.id === id)) return id
  return `${id}-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}
