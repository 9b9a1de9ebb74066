import ElectronStore from 'electron-store'
import { z } from 'zod'
import { Settings, type SettingsStore } from './settings'

/**
 * Opens the preferences file in userData (electron-store, checked against the settings' schema).
 * A file that does not fit is started afresh: it holds nothing that cannot be set again.
 */
export function openPreferences(): SettingsStore {
  const { properties } = z.toJSONSchema(Settings, { io: 'input' })
  const store = new ElectronStore<Settings>({
    name: 'preferences',
    // zod writes JSON Schema 2020-12, which is what electron-store validates with.
    schema: properties as never,
    defaults: Settings.parse({}),
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  })
  return {
    get: (key) => store.get(key),
    set: (changes) => store.set(changes),
  }
}
