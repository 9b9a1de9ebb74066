import type { ImageSize } from '../../types'
import type { Eighths } from './decodeJpeg'

/** What the decoding thread is asked for. */
export interface DecodeOrder {
  id: number
  url: string
  /** Of the whole picture, px. */
  size: ImageSize
  eighths: Eighths
}

/** A bitmap, or the bytes of a 16-bit picture; null: `problem` says why there is none. */
export interface DecodeAnswer {
  id: number
  picture: ImageBitmap | ArrayBuffer | null
  problem?: string
}
