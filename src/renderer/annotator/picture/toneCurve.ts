import type { Tone } from '../../state/studio/tone'

/** Samples of the curve; between them the filter goes straight. */
const SAMPLES = 64

/** What becomes of a level between 0 and 1: gamma, then contrast around the middle, then brightness, then inverted. */
export function toned(level: number, { brightness, contrast, gamma, inverted }: Tone): number {
  const lifted = level ** (1 / gamma)
  const shown = Math.min(1, Math.max(0, (lifted - 0.5) * contrast + 0.5 + brightness))
  return inverted ? 1 - shown : shown
}

/** The curve as an SVG transfer function takes it. */
export function toneTable(tone: Tone): string {
  return Array.from({ length: SAMPLES + 1 }, (_, i) => toned(i / SAMPLES, tone).toFixed(4)).join(' ')
}
