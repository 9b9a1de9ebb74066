import type { GoldenCase } from './readGolden'

/** How far a number may be from its reference: relative * |reference|, but always as far as absolute. */
export interface Tolerance {
  absolute: number
  relative: number
}

/** Numbers of ours beside the reference's. */
export interface Comparison {
  /** What they are, for the report. */
  what: string
  actual: ArrayLike<number>
  /** Numbers in any nesting; null, NaN and infinities are values that the reference itself lost. */
  expected: unknown
  tolerance: Tolerance
}

/** Runs the production code on one golden case. */
export type GoldenCheck = (golden: GoldenCase) => Comparison[]

/** All cases of one kind in one file. */
export interface SelfcheckRow {
  file: string
  kind: string
  cases: number
  /** Largest |ours - reference|; Number.MAX_VALUE where ours is no number or the two differ in length. */
  maxAbsError: number
  /** Largest |ours - reference| / max(|reference|, absolute / relative tolerance): below that only the absolute counts. */
  maxRelError: number
  /** Cases with a number off by more than its tolerance, or that could not be run. */
  failed: number
  /** What was wrong with the first few failed cases; absent where none failed. */
  problems?: string[]
}
