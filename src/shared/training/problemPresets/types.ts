import type { SettingChange } from '../run'

/** A setting, its value for a problem, and why. */
export interface PresetChange extends SettingChange {
  reason: string
}

/** Settings that answer one kind of trouble with the pictures; what it does not name stays. */
export interface ProblemPreset {
  id: string
  title: string
  /** How to know the problem. */
  words: string
  changes: readonly PresetChange[]
}
