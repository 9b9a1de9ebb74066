import { type NameRule, partsOf } from './types'

/** Roboflow's exports: `name_jpg.rf.<hash>`, one for each augmented copy of `name`. */
const ROBOFLOW = /\.rf\.[0-9a-z]{8,}$/i
const OLD_ENDING = /[_.](jpe?g|png|bmp|tiff?|webp)$/i
/** What tools put behind the name of a copy, with or without a number. */
const COPY =
  /(?<![ ._-])[ ._-]+(rot(ated?)?|flip(ped)?|[hv]flip|mirror(ed)?|aug(mented)?|crop(ped)?|blur(red)?|noise|noisy|bright(ness)?|dark|contrast|gray|grey|hue|scaled?|shift(ed)?|copy|dup(licate)?)([ ._-]?-?\d+)?$/i
/** `name (1)`, as file managers count copies. */
const COUNTED = / ?\(\d+\)$/

/** The name that a picture had before it was copied, turned or otherwise augmented. */
export function originalStem(stem: string): string {
  let name = stem.replace(ROBOFLOW, '')
  if (name !== stem) name = name.replace(OLD_ENDING, '')
  for (;;) {
    const shorter = name.replace(COPY, '').replace(COUNTED, '')
    if (shorter === name || shorter === '') return name
    name = shorter
  }
}

/** Augmented copies of one picture, wherever they lie. */
export const copies: NameRule = {
  id: 'copies',
  key(path) {
    const { stem } = partsOf(path)
    return originalStem(stem).toLowerCase()
  },
}
