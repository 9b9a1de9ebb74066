import { type ColumnTexts, type ImageOutline, joinColumns } from '../store/sqlite/imageColumns'
import { orderOf } from './imageOrder'

/** More than any window shows before and after the picture that one begins with, as a grid too. */
const BEFORE = 150
const AFTER = 450

export interface FirstImages {
  /** `PackedRows` of the stretch. */
  packed: string
  /** Place of the stretch in the list, those that were taken out not counted. */
  at: number
  total: number
  reviewed: number
}

/** The stretch of the list around the first picture that is to be labelled; `columnsOf` reads rows by their numbers. */
export function readFirstImages(
  { row, path, standing }: ImageOutline,
  columnsOf: (rowids: readonly number[]) => ColumnTexts,
): FirstImages {
  const order = orderOf(path) ?? path.map((_, i) => i)
  const inList = order.filter((i) => standing[i] !== 'out')
  const open = inList.findIndex((i) => standing[i] === 'open')
  const at = Math.max(0, open - BEFORE)
  const stretch = inList.slice(at, at + BEFORE + AFTER)
  // The store gives rows in the order they came in.
  const came = [...stretch].sort((a, b) => a - b)
  const placeOf = new Map(came.map((i, place) => [i, place]))
  const packed = joinColumns(
    columnsOf(came.map((i) => row[i])),
    stretch.map((i) => placeOf.get(i) as number),
  )
  const reviewed = inList.reduce((sum, i) => sum + (standing[i] === 'reviewed' ? 1 : 0), 0)
  return { packed, at, total: inList.length, reviewed }
}
