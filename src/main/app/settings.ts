import { z } from 'zod'
import { CanvasManners, Preferences } from '../../shared/ipc/app'
import { RecentProject } from '../../shared/ipc/project'
import { limits } from '../../shared/limits'
import { WindowBounds } from '../windows/windowBounds'

/**
 * How the studio looks, where its window was and which projects were open. Never data; what the person has let a
 * project read outside its folder is kept by `project/rootGrants`, which the command line shares.
 */
export const Settings = z.strictObject({
  theme: Preferences.shape.theme.default('system'),
  language: Preferences.shape.language.default('system'),
  panels: Preferences.shape.panels.default({}),
  keyPreset: Preferences.shape.keyPreset.default('labelimg'),
  panelSides: Preferences.shape.panelSides.default({}),
  sections: Preferences.shape.sections.default({}),
  keymap: Preferences.shape.keymap.default({}),
  recentActions: Preferences.shape.recentActions.default([]),
  keepView: Preferences.shape.keepView.default(false),
  canvas: CanvasManners.prefault({}),
  queueViews: Preferences.shape.queueViews.default({}),
  recentSearches: Preferences.shape.recentSearches.default([]),
  pictureGrid: Preferences.shape.pictureGrid.default(false),
  windowBounds: WindowBounds.nullable().default(null),
  recentProjects: z
    .array(RecentProject.omit({ exists: true }))
    .max(limits.maxRecentProjects)
    .default([]),
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
    language: store.get('language'),
    panels: store.get('panels'),
    keyPreset: store.get('keyPreset'),
    panelSides: store.get('panelSides'),
    sections: store.get('sections'),
    keymap: store.get('keymap'),
    recentActions: store.get('recentActions'),
    keepView: store.get('keepView'),
    canvas: store.get('canvas'),
    queueViews: store.get('queueViews'),
    recentSearches: store.get('recentSearches'),
    pictureGrid: store.get('pictureGrid'),
  }
}
