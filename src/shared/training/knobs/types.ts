import type { TrainConfig } from '../config/index'

/** Another setting decides whether this one does anything: it must be one of `is`, or none of `not`. */
export interface KnobCondition {
  path: string
  is?: readonly unknown[]
  not?: readonly unknown[]
}

interface KnobText {
  /** Of the setting, from the top: `loss.focal.gamma`. */
  path: string
  /** The field's name for it. */
  term: string
  /** As formulas write it. */
  symbol?: string
  /** What it does, one sentence in plain words. */
  words: string
  /** All must hold, else the setting does nothing. Absent: it always works. */
  when?: readonly KnobCondition[]
}

export interface NumberKnob extends KnobText {
  kind: 'number'
  /** The range in which nothing bad can happen; the schema allows more. */
  min: number
  max: number
  step: number
  /** log: equal ways on the slider are equal ratios; `step` then counts in powers of ten. */
  scale?: 'log'
  unit?: string
  /** The setting can also be without a number: left to the planner, or off. */
  without?: {
    value: 'auto' | null
    words: string
    /** Where the number starts when it is chosen by hand. */
    initial: number
  }
}

export interface KnobOption {
  value: string
  label: string
  words: string
}

export interface ChoiceKnob extends KnobText {
  kind: 'choice'
  options: readonly KnobOption[]
}

export interface SwitchKnob extends KnobText {
  kind: 'switch'
}

/** A number for some of the classes, by name. */
export interface ByClassKnob extends KnobText {
  kind: 'byClass'
  min: number
  max: number
  step: number
  /** What a class has that is not in the list. */
  absent: number
}

/** Several numbers. */
export interface ListKnob extends KnobText {
  kind: 'list'
  min: number
  max: number
  maxLength: number
}

/** A setting as people meet it. Its default is the schema's and stands nowhere else. */
export type Knob = NumberKnob | ChoiceKnob | SwitchKnob | ByClassKnob | ListKnob

export interface KnobGroup {
  id: string
  /** What of a training it belongs to. */
  part: 'loss' | 'detector' | 'data' | 'run'
  title: string
  knobs: readonly Knob[]
  /** The chosen values in a few words, for the closed section. */
  summary(config: TrainConfig): string
}
