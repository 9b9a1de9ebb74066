import type { FactName, RegionColumns, SearchFacts } from '../facts'
import type { RegionKind, Term } from '../query'

export type PictureTest = (picture: number) => boolean
/** `region`: index into the columns; `picture`: the one it lies on. */
export type RegionTest = (region: number, picture: number) => boolean

/** What the completion offers of a project. */
export interface SearchWords {
  classes: readonly string[]
  flags: readonly string[]
  attributes: readonly string[]
}

interface FieldBase {
  name: string
  /** In a few words, for the help. */
  about: string
  example: string
  /** What may stand after the colon. */
  values?(words: SearchWords): readonly string[]
  needs?: FactName
}

/** Something said of a whole picture. */
export interface PictureField extends FieldBase {
  of: 'picture'
  /** Throws `Misfit` where the term says nothing that the field understands. */
  compile(term: Term, facts: SearchFacts): PictureTest
}

/** Something said of a label or a detection. */
export interface RegionField extends FieldBase {
  of: 'region'
  /** What it is about outside of `box(...)` and `found(...)`. */
  alone: RegionKind
  /** The kinds of group that it may stand in; absent: both. */
  only?: RegionKind
  /** A comparison after its values counts how many there are on the picture. */
  counts: boolean
  compile(term: Term, facts: SearchFacts, columns: RegionColumns): RegionTest
}

export type SearchField = PictureField | RegionField

/** A term that its field does not understand, in words. */
export class Misfit extends Error {}
