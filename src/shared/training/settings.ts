import type { z } from 'zod'
import { StudioError } from '../result'
import { TrainConfig, type TrainConfigInput } from './config/index'

/** Checks settings from outside; what is wrong is named by its path. Throws `config-invalid`. */
export function parseTrainConfig(input: unknown): TrainConfig {
  const parsed = TrainConfig.safeParse(input)
  if (parsed.success) return parsed.data
  throw new StudioError(
    'config-invalid',
    parsed.error.issues.map(issueText).join('; '),
    'Check the setting against the list of settings in the docs.',
  )
}

function issueText(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.')
  return path === '' ? issue.message : `${path}: ${issue.message}`
}

/**
 * Lays `path=value` assignments (`loss.focal.gamma=3`) over settings; a value is JSON where it parses
 * as such, else text. Throws `config-invalid` for a path that no setting has.
 */
export function withAssignments(base: TrainConfigInput, assignments: readonly string[]): TrainConfig {
  const result = structuredCloneOf(base) as Record<string, unknown>
  const known = TrainConfig.parse({}) as Record<string, unknown>
  for (const assignment of assignments) {
    const equals = assignment.indexOf('=')
    if (equals <= 0) {
      throw new StudioError(
        'config-invalid',
        `"${assignment}" is not of the form path=value`,
        'Write e.g. loss.focal.gamma=3.',
      )
    }
    assign(result, known, assignment.slice(0, equals).split('.'), parseValue(assignment.slice(equals + 1)))
  }
  return parseTrainConfig(result)
}

function assign(target: Record<string, unknown>, known: unknown, path: string[], value: unknown): void {
  let here = target
  let shape = known
  for (const [depth, key] of path.entries()) {
    const keys = isRecord(shape) ? Object.keys(shape) : []
    // Maps from names to numbers (class weights) take any key; every other level is closed.
    const isOpen = isRecord(shape) && keys.length === 0
    if (!isOpen && !keys.includes(key)) {
      throw new StudioError(
        'config-invalid',
        `there is no setting ${path.join('.')}`,
        keys.length > 0
          ? `${path.slice(0, depth).join('.') || 'The settings'} has: ${keys.join(', ')}.`
          : `${path.slice(0, depth).join('.')} is a single value.`,
      )
    }
    if (depth === path.length - 1) {
      Object.defineProperty(here, key, { value, writable: true, enumerable: true, configurable: true })
      return
    }
    shape = isOpen ? undefined : (shape as Record<string, unknown>)[key]
    if (!Object.hasOwn(here, key) || !isRecord(here[key])) here[key] = {}
    here = here[key] as Record<string, unknown>
  }
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function structuredCloneOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

export interface SettingDifference {
  path: string
  a: unknown
  b: unknown
}

/** Settings in which two runs differ, by path, in the order of the schema. */
export function diffSettings(a: TrainConfig, b: TrainConfig): SettingDifference[] {
  const differences: SettingDifference[] = []
  const walk = (left: unknown, right: unknown, path: string[]) => {
    if (isRecord(left) && isRecord(right)) {
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        walk(left[key], right[key], [...path, key])
      }
    } else if (JSON.stringify(left) !== JSON.stringify(right)) {
      differences.push({ path: path.join('.'), a: left, b: right })
    }
  }
  walk(a, b, [])
  return differences
}
