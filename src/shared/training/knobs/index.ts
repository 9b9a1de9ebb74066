import { anchorsGroup } from './anchors'
import { augmentationGroup } from './augmentation'
import { balancingGroup } from './balancing'
import { boxGroup } from './box'
import { classificationGroup } from './classification'
import { detectionGroup } from './detection'
import { hardSamplesGroup } from './hardSamples'
import { inputGroup } from './input'
import { matchingGroup } from './matching'
import { networkGroup } from './network'
import { optimizerGroup } from './optimizer'
import { samplingGroup } from './sampling'
import { scheduleGroup } from './schedule'
import type { Knob, KnobGroup } from './types'
import { classWeightsGroup, sampleWeightsGroup } from './weighting'

/** Every setting as people meet it, in the order of the panel. */
export const knobGroups: readonly KnobGroup[] = [
  classificationGroup,
  boxGroup,
  balancingGroup,
  classWeightsGroup,
  sampleWeightsGroup,
  hardSamplesGroup,
  matchingGroup,
  anchorsGroup,
  inputGroup,
  networkGroup,
  detectionGroup,
  augmentationGroup,
  samplingGroup,
  optimizerGroup,
  scheduleGroup,
]

/** Settings with a control of their own in place of a knob. */
export const notKnobs: readonly string[] = ['preset', 'startFrom']

const byPath = new Map(knobGroups.flatMap(({ knobs }) => knobs.map((knob) => [knob.path, knob] as const)))

/** The knob of a setting, null where it has none. */
export function knobAt(path: string): Knob | null {
  return byPath.get(path) ?? null
}

/** The knob of a setting, or of the map that holds it: a class name may hold dots. null where there is none. */
export function knobOwning(path: string): Knob | null {
  const exact = knobAt(path)
  if (exact !== null) return exact
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const knob = knobAt(path.slice(0, dot))
    if (knob?.kind === 'byClass') return knob
  }
  return null
}

/** The group that a setting belongs to; a path of several settings belongs where the first of them does. */
export function groupOf(path: string): KnobGroup | null {
  const holds = (knob: Knob) =>
    knob.path === path || knob.path.startsWith(`${path}.`) || path.startsWith(`${knob.path}.`)
  return knobGroups.find(({ knobs }) => knobs.some(holds)) ?? null
}

/** The group with this id; throws where there is none. */
export function groupNamed(id: string): KnobGroup {
  const group = knobGroups.find((each) => each.id === id)
  if (group === undefined) throw new Error(`no group of settings is called ${id}`)
  return group
}
