import { defaultTrainConfig, TrainConfig } from '../config/index'
import type { SettingChange } from '../run'
import { knobOwning } from './index'
import type { Knob } from './types'

const defaults = defaultTrainConfig()

/** The value of a setting; undefined where no such setting is. */
export function valueAt(config: TrainConfig, path: string): unknown {
  return stepsOf(path).reduce<unknown>(
    (here, key) => (isRecord(here) && Object.hasOwn(here, key) ? here[key] : undefined),
    config,
  )
}

/** The value that a setting has when nobody chose one. */
export function defaultAt(path: string): unknown {
  return valueAt(defaults, path)
}

/** The settings with one of them changed, or with undefined taken out; what is not on the way stays the same object. */
export function withValue(config: TrainConfig, path: string, value: unknown): TrainConfig {
  const put = (here: unknown, [key, ...rest]: string[]): unknown => {
    const record = isRecord(here) ? here : {}
    if (rest.length > 0) return { ...record, [key]: put(record[key], rest) }
    const { [key]: _before, ...others } = record
    return value === undefined ? others : { ...record, [key]: value }
  }
  return put(config, stepsOf(path)) as TrainConfig
}

/** The settings with several of them changed, in order. */
export function withChanges(config: TrainConfig, changes: readonly SettingChange[]): TrainConfig {
  return changes.reduce((next, { path, value }) => withValue(next, path, value), config)
}

/** False where another setting makes this one do nothing. */
export function isInForce(knob: Knob, config: TrainConfig): boolean {
  return (knob.when ?? []).every(({ path, is, not }) => {
    const value = valueAt(config, path)
    return (is === undefined || is.includes(value)) && (not === undefined || !not.includes(value))
  })
}

/** True where a setting is not at its default. */
export function isChanged(config: TrainConfig, path: string): boolean {
  return JSON.stringify(valueAt(config, path)) !== JSON.stringify(defaultAt(path))
}

export interface SettingIssue {
  path: string
  message: string
}

/** What is wrong with the settings, each thing at the setting that it concerns. */
export function settingIssues(config: TrainConfig): SettingIssue[] {
  const parsed = TrainConfig.safeParse(config)
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
}

const namesOfOthers: Readonly<Record<string, string>> = { preset: 'Preset', startFrom: 'Goes on from' }

/** The name of a setting for chips and lists: its term, or its path where it has no knob. */
export function settingName(path: string): string {
  const owner = knobOwning(path)
  if (owner === null) return namesOfOthers[path] ?? path
  const name = owner.symbol === undefined ? owner.term : `${owner.term} ${owner.symbol}`
  return owner.path === path ? name : `${name}, ${path.slice(owner.path.length + 1)}`
}

/** A value in words: the label of a choice, `on`, a number without needless digits. */
export function valueText(path: string, value: unknown): string {
  const knob = knobOwning(path)
  if (value === undefined) return '–'
  if (knob?.kind === 'choice')
    return knob.options.find((option) => option.value === value)?.label ?? String(value)
  if (knob?.kind === 'number' && knob.without !== undefined && value === knob.without.value) {
    return value === null ? 'none' : 'auto'
  }
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'number') return numberText(value)
  if (Array.isArray(value)) return value.map((item) => valueText(path, item)).join(', ')
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${key} ${valueText(path, item)}`)
    return entries.length === 0 ? 'none' : entries.join(', ')
  }
  return String(value)
}

/** At most four digits that matter: 0.1111, 0.0001, 320. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** The conditions of a knob in words, for where it does nothing: `Focus over the run “Scheduled”`. */
export function conditionText(knob: Knob): string {
  return (knob.when ?? [])
    .map(({ path, is, not }) => {
      const values = (is ?? not ?? []).map((value) => `“${valueText(path, value)}”`).join(' or ')
      return `${settingName(path)} ${is === undefined ? 'other than ' : ''}${values}`
    })
    .join(' and ')
}

/** A path as steps; below a map by class name everything that is left is one name, dots and all. */
function stepsOf(path: string): string[] {
  const owner = knobOwning(path)
  if (owner?.kind !== 'byClass' || owner.path === path) return path.split('.')
  return [...owner.path.split('.'), path.slice(owner.path.length + 1)]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
