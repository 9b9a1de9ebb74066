import { describe, expect, it } from 'vitest'
import { defaultTrainConfig } from '../config/index'
import { knobAt } from './index'
import {
  conditionText,
  defaultAt,
  isChanged,
  isInForce,
  settingIssues,
  settingName,
  valueAt,
  valueText,
  withChanges,
  withValue,
} from './values'

const config = defaultTrainConfig()

describe('values by path', () => {
  it('reads and writes, and leaves what is not on the way', () => {
    const changed = withValue(config, 'loss.focal.gamma', 3)
    expect(valueAt(changed, 'loss.focal.gamma')).toBe(3)
    expect(valueAt(config, 'loss.focal.gamma')).toBe(1)
    expect(changed.anchors).toBe(config.anchors)
    expect(changed.loss.bce).toBe(config.loss.bce)
    expect(valueAt(config, 'loss.nothing.here')).toBe(undefined)
    expect(valueAt(config, 'toString')).toBe(undefined)
  })

  it('takes a class name with dots for one name', () => {
    const changed = withChanges(config, [{ path: 'loss.classWeights.manual.St. Paul 1.5', value: 2 }])
    expect(changed.loss.classWeights.manual).toEqual({ 'St. Paul 1.5': 2 })
    expect(valueAt(changed, 'loss.classWeights.manual.St. Paul 1.5')).toBe(2)
    expect(settingName('loss.classWeights.manual.St. Paul 1.5')).toBe('Weights by hand, St. Paul 1.5')
  })

  it('knows what is at its default', () => {
    expect(defaultAt('anchors.ratios')).toEqual([0.5, 1, 2])
    expect(isChanged(config, 'anchors.ratios')).toBe(false)
    expect(isChanged(withValue(config, 'anchors.ratios', [1]), 'anchors.ratios')).toBe(true)
  })
})

describe('settings in force', () => {
  it('follow the setting that decides', () => {
    const vfl = knobAt('loss.vfl.gamma')
    if (vfl === null) throw new Error('no such knob')
    expect(isInForce(vfl, config)).toBe(false)
    expect(isInForce(vfl, withValue(config, 'loss.classification', 'vfl'))).toBe(true)
    expect(conditionText(vfl)).toBe('Classification loss “Varifocal loss”')
  })

  it('name a pair that fights at one of the two', () => {
    const fighting = withChanges(config, [
      { path: 'loss.classification', value: 'ghmc' },
      { path: 'loss.balancing.kind', value: 'kendall' },
    ])
    expect(settingIssues(fighting).map(({ path }) => path)).toEqual(['loss.balancing.kind'])
    expect(settingIssues(config)).toEqual([])
  })
})

describe('words for values', () => {
  it.each([
    ['loss.box', 'giou', 'GIoU'],
    ['loss.focal.alpha', null, 'none'],
    ['input.size', 'auto', 'auto'],
    ['input.multiScale', true, 'on'],
    ['loss.smoothL1.beta', 1 / 9, '0.1111'],
    ['anchors.ratios', [0.5, 1], '0.5, 1'],
    ['loss.classWeights.manual', { cat: 2 }, 'cat 2'],
    ['preset', 'quick', 'quick'],
  ])('says %s = %j', (path, value, words) => {
    expect(valueText(path, value)).toBe(words)
  })
})
