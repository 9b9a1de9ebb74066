import { create } from 'zustand'
import { atProjectChange } from '../project/projectChange'

/** How the picture is shown; its file and what is trained on stay as they are. */
export interface Tone {
  /** Shift, in shares of the range: -1 to 1. */
  brightness: number
  /** Factor around the middle grey: 0.2 to 4. */
  contrast: number
  /** Exponent 1 / gamma: over 1 lifts the shadows. */
  gamma: number
  inverted: boolean
}

export const plainTone: Tone = { brightness: 0, contrast: 1, gamma: 1, inverted: false }

/** The tone in force, and whether its sliders are shown. */
export const useTone = create<{ tone: Tone; isOpen: boolean }>(() => ({ tone: plainTone, isOpen: false }))

atProjectChange(() => useTone.setState({ tone: plainTone }))

/** Changes part of the tone. */
export function setTone(change: Partial<Tone>): void {
  useTone.setState(({ tone }) => ({ tone: { ...tone, ...change } }))
}

/** True where the picture is shown as its file has it. */
export function isPlain({ brightness, contrast, gamma, inverted }: Tone): boolean {
  return brightness === 0 && contrast === 1 && gamma === 1 && !inverted
}
