import { z } from 'zod'
import { Preferences } from '../../shared/ipc/app'
import { RecentProject } from '../../shared/ipc/project'
import { limits } from '../../shared/limits'
import { WindowBounds } from '../windows/windowBounds'

const Folder = z.string().min(1).max(limits.maxPathLength)

/**
 * All that is kept outside projects: how the studio looks, where its window was, which projects were open,
 * and which folders outside a project this person has let it read on this machine. Never data.
 */
export const Settings = z.strictObject({
  theme: Preferences.shape.theme.default('system'),
  panels: Preferences.shape.panels.default({}),
  keymap: Preferences.shape.keymap.default({}),
  keepView: Preferences.shape.keepView.default(false),
  windowBounds: WindowBounds.nullable().default(null),
  recentProjects: z
    .array(RecentProject.omit({ exists: true }))
    .max(limits.maxRecentProjects)
    .default([]),
  grantedRoots: z.array(Folder).max(10_000).default([]),
})
export type Settings = z.infer<typeof Settings>

/** A small key-value store that survives a restart. */
export interface SettingsStore {
  get<K extends keyof Settings>(key: K): Settings[K]
  set(changes: Partial<Settings>): void
}

/** The part of the settings that the page reads and sets. */
export function readPreferences(store: SettingsStore): Preferences {
  return {
    theme: store.get('theme'),
    panels: store.get('panels'),
    keymap: store.get('keymap'),
    keepView: store.get('keepView'),
  }
}
