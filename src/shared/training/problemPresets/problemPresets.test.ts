import { describe, expect, it } from 'vitest'
import { defaultTrainConfig } from '../config/index'
import { knobAt } from '../knobs/index'
import { isInForce, settingIssues, withChanges } from '../knobs/values'
import { diffSettings, parseTrainConfig } from '../settings'
import { problemPresets } from './index'

describe.each(problemPresets.map((preset) => [preset.id, preset] as const))(
  'the preset %s',
  (_id, preset) => {
    const before = defaultTrainConfig()
    const after = withChanges(before, preset.changes)

    it('gives settings that are right together', () => {
      expect(settingIssues(after)).toEqual([])
      expect(parseTrainConfig(after)).toEqual(after)
    })

    it('changes what it names and nothing else', () => {
      const named = preset.changes.map(({ path }) => path)
      expect(
        diffSettings(before, after)
          .map(({ path }) => path)
          .sort(),
      ).toEqual([...named].sort())
    })

    it('sets only what is in force then, each with its reason', () => {
      for (const { path, reason } of preset.changes) {
        const knob = knobAt(path)
        expect(knob, path).not.toBe(null)
        expect(knob !== null && isInForce(knob, after), path).toBe(true)
        expect(reason).toMatch(/^[A-Z].*\.$/)
      }
    })
  },
)
