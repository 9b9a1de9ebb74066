import { originalStem } from './copies'
import { type NameRule, partsOf } from './types'

/** A number of three digits or more at the end, or one behind the word frame. */
const FRAME = /^(.*?)(?:[ ._-]*(?:frame|frm)[ ._-]*\d+|[ ._-]?\d{3,})$/i

/** Frames of one clip: names in one folder that differ in their last number, as in `clip_000123`. */
export const video: NameRule = {
  id: 'video',
  key(path) {
    const { folder, stem } = partsOf(path)
    const clip = FRAME.exec(originalStem(stem))
    return clip === null ? null : `${folder}${clip[1]}`
  },
}
