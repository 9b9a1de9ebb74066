import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defaultTrainConfig, TrainConfig } from '../config/index'
import { knobGroups, notKnobs } from './index'
import { defaultAt } from './values'

const knobs = knobGroups.flatMap((group) => group.knobs)

/** Every setting that holds a value: maps by class name and lists count as one. */
function leavesOf(value: unknown, path: string[] = []): string[] {
  const isBranch =
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  return isBranch
    ? Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]))
    : [path.join('.')]
}

/** The schema at a path, without the wrappers that give it a default. */
function schemaAt(path: string): z.ZodType {
  const bare = (schema: z.ZodType): z.ZodType =>
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
      ? bare(schema.unwrap() as z.ZodType)
      : schema
  return path.split('.').reduce<z.ZodType>((schema, key) => {
    if (!(schema instanceof z.ZodObject)) throw new Error(`${path}: ${key} lies below no object`)
    return bare(schema.shape[key] as z.ZodType)
  }, bare(TrainConfig))
}

const accepts = (path: string, value: unknown) => schemaAt(path).safeParse(value).success

describe('the catalogue of knobs', () => {
  it('has exactly one knob for every setting but the few with a control of their own', () => {
    const paths = [...knobs.map(({ path }) => path), ...notKnobs]
    expect(paths.filter((path, i) => paths.indexOf(path) !== i)).toEqual([])
    expect(paths.sort()).toEqual(leavesOf(defaultTrainConfig()).sort())
  })

  it.each(knobs.map((knob) => [knob.path, knob] as const))('%s fits its setting', (path, knob) => {
    const standard = defaultAt(path)
    expect(standard).not.toBe(undefined)
    expect(knob.words).toMatch(/^[A-Z].*\.$/s)
    if (knob.kind === 'number') {
      const { min, max, step, without } = knob
      expect([min, max].map((value) => [value, accepts(path, value)])).toEqual([
        [min, true],
        [max, true],
      ])
      if (without === undefined) expect(typeof standard).toBe('number')
      else expect([accepts(path, without.value), accepts(path, without.initial)]).toEqual([true, true])
      for (const value of [standard, without?.initial].filter((each) => typeof each === 'number')) {
        expect(value).toBeGreaterThanOrEqual(min)
        expect(value).toBeLessThanOrEqual(max)
      }
      if (knob.scale === 'log') expect(min).toBeGreaterThan(0)
      expect(step).toBeGreaterThan(0)
      // An odd setting allows auto or null exactly where the knob offers it.
      expect([accepts(path, 'auto'), accepts(path, null)]).toEqual([
        without?.value === 'auto',
        without?.value === null,
      ])
    } else if (knob.kind === 'choice') {
      const schema = schemaAt(path)
      expect(schema instanceof z.ZodEnum && schema.options).toEqual(knob.options.map(({ value }) => value))
    } else if (knob.kind === 'switch') {
      expect(typeof standard).toBe('boolean')
    } else if (knob.kind === 'byClass') {
      expect(standard).toEqual({})
      expect([knob.min, knob.max, knob.absent].every((value) => accepts(path, { 'any class': value }))).toBe(
        true,
      )
    } else {
      expect(
        accepts(
          path,
          Array.from({ length: knob.maxLength }, () => knob.min),
        ),
      ).toBe(true)
      expect(
        accepts(
          path,
          Array.from({ length: knob.maxLength + 1 }, () => knob.max),
        ),
      ).toBe(false)
    }
  })

  it('names conditions that settings can meet', () => {
    for (const { path, is = [], not = [] } of knobs.flatMap(({ when = [] }) => when)) {
      expect([...is, ...not].length, path).toBeGreaterThan(0)
      for (const value of [...is, ...not]) expect(accepts(path, value), `${path} = ${value}`).toBe(true)
    }
  })

  it('sums every group up in words', () => {
    for (const group of knobGroups) expect(group.summary(defaultTrainConfig()), group.id).toMatch(/\S/)
  })
})
