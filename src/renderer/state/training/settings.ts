import { create } from 'zustand'
import type { RunId } from '../../../shared/ids'
import { defaultTrainConfig, type TrainConfig } from '../../../shared/training/config/index'
import { groupOf, knobOwning } from '../../../shared/training/knobs/index'
import type { KnobGroup } from '../../../shared/training/knobs/types'
import { defaultAt, isInForce, withChanges, withValue } from '../../../shared/training/knobs/values'
import type { Mend, SettingChange } from '../../../shared/training/run'
import { diffSettings, type SettingDifference } from '../../../shared/training/settings'
import { call } from '../../ipc/client'
import { localText, t } from '../../language/t'
import { showOnly } from '../labels/selection'
import { atProjectChange } from '../project/projectChange'
import { openSplits } from '../project/splits'
import { goToRoom } from '../studio/navigation'
import { notify, reportError } from '../studio/notices'
import { setSectionOpen } from '../studio/panels'
import { changeConfig, selectRun, useTraining } from './training'

/** Several settings that were changed in one press: what they were and what they are. */
export interface AppliedSettings {
  title: string
  differences: readonly SettingDifference[]
  /** Why, by path. */
  reasons: Readonly<Record<string, string>>
}

interface SettingsView {
  filter: string
  /** The setting that was asked for; `at` rises with every asking. */
  sought: { path: string; at: number } | null
  /** Newest last; each can be taken back. */
  applied: readonly AppliedSettings[]
  /** What the settings are compared with. */
  base: 'defaults' | RunId
}

/** How the settings of the next run are looked at; the settings themselves are with the training. */
export const useSettings = create<SettingsView>(() => ({
  filter: '',
  sought: null,
  applied: [],
  base: 'defaults',
}))

const set = useSettings.setState
const get = useSettings.getState

/** Changes one setting of the next run. */
export function setSetting(path: string, value: unknown): void {
  changeConfig((config) => withValue(config, path, value))
}

/** Puts one setting back to its default. */
export function resetSetting(path: string): void {
  setSetting(path, defaultAt(path))
}

/** Changes several settings at once; it is shown what changed, and one press takes it back. */
export function applyChanges(title: string, changes: readonly (SettingChange & { reason?: string })[]): void {
  const reasons = Object.fromEntries(changes.map(({ path, reason }) => [path, reason ?? '']))
  adopt(title, withChanges(useTraining.getState().config, changes), reasons)
}

/** Takes over whole settings: of a file, of a run, or the defaults. The preset stays part of them. */
export function adopt(title: string, config: TrainConfig, reasons: Record<string, string> = {}): void {
  const before = useTraining.getState().config
  const differences = diffSettings(before, config)
  if (differences.length === 0) {
    notify({
      tone: 'plain',
      title: t('{{title}}: everything is set like that already', { title: localText(title) }),
    })
    return
  }
  changeConfig(() => config)
  set({ applied: [...get().applied, { title, differences, reasons }] })
}

/** Takes back what was applied last; settings that were changed by hand since then stay. */
export function undoApplied(): void {
  const last = get().applied.at(-1)
  if (last === undefined) return
  changeConfig((config) => last.differences.reduce((next, { path, a }) => withValue(next, path, a), config))
  set({ applied: get().applied.slice(0, -1) })
}

/** What was applied is fine: it is not shown any more. */
export function keepApplied(): void {
  set({ applied: [] })
}

/** Everything to its default, but for the preset. */
export function resetAll(): void {
  const { preset } = useTraining.getState().config
  adopt('Defaults', { ...defaultTrainConfig(), preset })
}

/** The panel under whose name the sections of a part are remembered. */
export const settingsPanelId = (part: KnobGroup['part']): string => `train.right.${part}`

let numSought = 0

/** Opens the section of a setting (or the first setting below a path) and puts the keyboard on it. */
export function revealSetting(path: string): void {
  const group = groupOf(path)
  const knob =
    group?.knobs.find((each) => each.path === path || each.path.startsWith(`${path}.`)) ?? knobOwning(path)
  if (group === null || knob === null) return
  setSectionOpen(settingsPanelId(group.part), group.id, true)
  const isIdle = !isInForce(knob, useTraining.getState().config)
  // Where another setting makes it do nothing, only the search shows it.
  set({ filter: isIdle ? knob.path : '', sought: { path: knob.path, at: ++numSought } })
}

/** The setting that was asked for has been found. */
export function forgetSought(): void {
  set({ sought: null })
}

/** Carries out what a problem's button promises; `about` says what the pictures have in common. */
export function applyMend(mend: Mend, about: string = mend.label): void {
  if (mend.kind === 'pictures') {
    showOnly({ title: about, imageIds: mend.imageIds })
    goToRoom('label')
    return
  }
  selectRun('next')
  if (mend.kind === 'splits') {
    goToRoom('train')
    openSplits()
    return
  }
  applyChanges(mend.label, mend.changes)
}

/** Asks for a file and writes the settings there. */
export async function exportSettings(): Promise<void> {
  try {
    const written = await call('training.exportSettings', { config: useTraining.getState().config })
    if (written !== null) notify({ tone: 'good', title: t('Settings saved'), detail: written.file })
  } catch (cause) {
    reportError(cause)
  }
}

/** Asks for a file and takes its settings over. */
export async function importSettings(): Promise<void> {
  try {
    const config = await call('training.importSettings', {})
    if (config !== null) adopt(t('Settings from the file'), config)
  } catch (cause) {
    reportError(cause)
  }
}

atProjectChange(() => set({ applied: [], base: 'defaults', sought: null }))
