import { describe, expect, it } from 'vitest'
import { StudioError } from '../result'
import { defaultTrainConfig } from './config/index'
import { diffSettings, parseTrainConfig, withAssignments } from './settings'

function refusal(action: () => unknown): StudioError {
  try {
    action()
  } catch (cause) {
    if (cause instanceof StudioError) return cause
  }
  throw new Error('expected a StudioError')
}

describe('withAssignments', () => {
  it('sets numbers, booleans, null and words by path', () => {
    const config = withAssignments({}, [
      'loss.focal.gamma=3',
      'loss.focal.alpha=null',
      'matcher.forceMatch=false',
      'preset=quick',
    ])
    expect(diffSettings(defaultTrainConfig(), config)).toEqual([
      { path: 'preset', a: 'balanced', b: 'quick' },
      { path: 'matcher.forceMatch', a: true, b: false },
      { path: 'loss.focal.alpha', a: 0.5, b: null },
      { path: 'loss.focal.gamma', a: 1, b: 3 },
    ])
  })

  it('takes any class name as a key of the manual weights, __proto__ too', () => {
    const config = withAssignments({}, [
      'loss.classWeights.kind=manual',
      'loss.classWeights.manual.White cell=2.5',
    ])
    expect(config.loss.classWeights.manual).toEqual({ 'White cell': 2.5 })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('refuses a setting that does not exist and names what does', () => {
    const error = refusal(() => withAssignments({}, ['loss.focal.gama=3']))
    expect(error.code).toBe('config-invalid')
    expect(error.message).toContain('loss.focal.gama')
    expect(error.hint).toContain('gamma')
    expect(refusal(() => withAssignments({}, ['__proto__.polluted=1'])).code).toBe('config-invalid')
  })

  it('refuses values out of range and words without an equals sign', () => {
    expect(refusal(() => withAssignments({}, ['loss.focal.gamma=-1'])).message).toContain('loss.focal.gamma')
    expect(refusal(() => withAssignments({}, ['loss.focal.gamma'])).code).toBe('config-invalid')
  })

  it('leaves the base as it was', () => {
    const base = { loss: { focal: { gamma: 1 } } }
    withAssignments(base, ['loss.focal.gamma=3'])
    expect(base).toEqual({ loss: { focal: { gamma: 1 } } })
  })
})

describe('parseTrainConfig', () => {
  it('refuses unknown keys and thresholds in the wrong order', () => {
    expect(refusal(() => parseTrainConfig({ learningrate: 1 })).code).toBe('config-invalid')
    expect(
      refusal(() => parseTrainConfig({ matcher: { positiveIou: 0.3, negativeIou: 0.4 } })).message,
    ).toContain('matcher')
  })
})
