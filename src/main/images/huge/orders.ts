import type { ImageInfo, ImageResult } from '../types'
import type { RowOfTiles } from './pyramidOfBands'
import type { Pixels } from './streamed'

/** What a thread of huge pictures is started for; the first sight of one that `isStreamed`. */
export type HugeOrder =
  | { kind: 'first'; path: string; info: ImageInfo }
  | { kind: 'tiles'; path: string; folder: string }

/** What it says; anything but a row of tiles is the last. */
export type HugeAnswer = { row: RowOfTiles } | { tiles: ImageResult<null> } | { first: ImageResult<Pixels> }
