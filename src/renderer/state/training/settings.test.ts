import { beforeEach, describe, expect, it, vi } from 'vitest'
import { valueAt } from '../../../shared/training/knobs/values'
import { withAssignments } from '../../../shared/training/settings'
import { useSelection } from '../labels/selection'
import { useNavigation } from '../studio/navigation'
import { useNotices } from '../studio/notices'
import { usePreferences } from '../studio/preferences'
import {
  adopt,
  applyChanges,
  applyMend,
  resetAll,
  resetSetting,
  revealSetting,
  setSetting,
  undoApplied,
  useSettings,
} from './settings'
import { canStart, useTraining } from './training'

// Plans are asked for once the hand rests; here nobody answers.
vi.useFakeTimers()

const setTo = (path: string) => valueAt(useTraining.getState().config, path)
const applied = () => useSettings.getState().applied

beforeEach(() => {
  useTraining.setState(useTraining.getInitialState())
  useSettings.setState(useSettings.getInitialState())
  useNotices.setState({ notices: [] })
})

describe('several settings in one press', () => {
  it('tell what changed and why, and go back without touching what was set since', () => {
    setSetting('loss.hardNegativeWeight', 7)
    applyChanges('Clutter', [
      { path: 'loss.focal.gamma', value: 2.5, reason: 'Why.' },
      { path: 'loss.classification', value: 'softmaxFocal', reason: 'It is already.' },
      { path: 'loss.classWeights.manual.St. Paul', value: 2 },
    ])
    expect(applied()).toEqual([
      {
        title: 'Clutter',
        differences: [
          { path: 'loss.focal.gamma', a: 1, b: 2.5 },
          { path: 'loss.classWeights.manual.St. Paul', a: undefined, b: 2 },
        ],
        reasons: expect.objectContaining({ 'loss.focal.gamma': 'Why.' }),
      },
    ])
    setSetting('loss.lambdaBox', 3)
    undoApplied()
    expect(applied()).toEqual([])
    expect(setTo('loss.focal.gamma')).toBe(1)
    expect(setTo('loss.classWeights.manual')).toEqual({})
    expect([setTo('loss.hardNegativeWeight'), setTo('loss.lambdaBox')]).toEqual([7, 3])
  })

  it('go back one after the other, the last first', () => {
    applyChanges('One', [{ path: 'loss.focal.gamma', value: 3 }])
    applyChanges('Two', [{ path: 'loss.focal.gamma', value: 4 }])
    undoApplied()
    expect(setTo('loss.focal.gamma')).toBe(3)
    undoApplied()
    undoApplied()
    expect(setTo('loss.focal.gamma')).toBe(1)
  })

  it('say so where nothing was to be changed', () => {
    applyChanges('As it is', [{ path: 'loss.focal.gamma', value: 1 }])
    expect(applied()).toEqual([])
    expect(useNotices.getState().notices.map(({ title }) => title)).toEqual([
      'As it is: everything is set like that already',
    ])
  })

  it('may be all of a run, or all defaults with the preset kept', () => {
    adopt('Settings of Run 1', withAssignments({}, ['preset=thorough', 'input.size=512']))
    expect(
      applied()
        .at(-1)
        ?.differences.map(({ path }) => path),
    ).toEqual(['preset', 'input.size'])
    resetAll()
    expect([setTo('preset'), setTo('input.size')]).toEqual(['thorough', 'auto'])
  })
})

describe('one setting', () => {
  it('goes back to its default', () => {
    setSetting('anchors.ratios', [1])
    resetSetting('anchors.ratios')
    expect(setTo('anchors.ratios')).toEqual([0.5, 1, 2])
  })

  it('is found: its section opens, and the search shows it where it does nothing now', () => {
    revealSetting('schedule.epochs')
    expect(useSettings.getState()).toMatchObject({ filter: '', sought: { path: 'schedule.epochs' } })
    expect(usePreferences.getState().sections['train.right.run']?.open).toEqual({ schedule: true })
    revealSetting('loss.vfl')
    expect(useSettings.getState()).toMatchObject({
      filter: 'loss.vfl.alpha',
      sought: { path: 'loss.vfl.alpha' },
    })
    const { sought } = useSettings.getState()
    revealSetting('no.such.setting')
    expect(useSettings.getState().sought).toBe(sought)
    revealSetting('loss.vfl')
    expect(useSettings.getState().sought?.at).toBe((sought?.at ?? 0) + 1)
  })

  it('that fights another keeps a run from starting', () => {
    const plan = { problems: [] } as unknown as ReturnType<typeof useTraining.getState>['plan']
    useTraining.setState({ plan })
    expect(canStart(useTraining.getState())).toBe(true)
    setSetting('loss.classification', 'ghmc')
    setSetting('loss.balancing.kind', 'kendall')
    expect(canStart(useTraining.getState())).toBe(false)
  })
})

describe('the button of a problem', () => {
  it('changes settings, to be taken back', () => {
    applyMend({ kind: 'settings', label: 'Use 2 cells', changes: [{ path: 'anchors.scale', value: 2 }] })
    expect(setTo('anchors.scale')).toBe(2)
    expect(useTraining.getState().selectedRunId).toBe('next')
    undoApplied()
    expect(setTo('anchors.scale')).toBe('auto')
  })

  it('shows the pictures in question in the Label room', () => {
    applyMend({ kind: 'pictures', label: 'Show them', imageIds: ['a', 'b'] })
    expect(useNavigation.getState().room).toBe('label')
    expect(useSelection.getState().only).toEqual({ title: 'Show them', imageIds: new Set(['a', 'b']) })
  })
})
