import { changeSettings, listText } from '../mends'
import type { DataCheck } from './types'

const SIDED = new Set([
  'left',
  'right',
  'lefthand',
  'righthand',
  'leftward',
  'rightward',
  'arrow',
  'arrows',
  'turn',
  'uturn',
  'lhs',
  'rhs',
  'clockwise',
  'anticlockwise',
  'counterclockwise',
  'text',
  'letter',
  'digit',
  'licenseplate',
])
/** So many classes of one letter or digit are an alphabet. */
const ALPHABET = 3

/** Classes whose names say that a mirror image is something else, while pictures are mirrored. */
export const mirroredNames: DataCheck = ({ classes, config }) => {
  if (!config.augment.flipHorizontal) return null
  const sided = classes.filter((name) => wordsOf(name).some((word) => SIDED.has(word)))
  const characters = classes.filter((name) => /^[\p{L}\p{N}]$/u.test(name.trim()))
  const found = [...new Set([...sided, ...(characters.length >= ALPHABET ? characters : [])])]
  if (found.length === 0) return null
  return {
    severity: 'warns',
    code: 'mirrored-names',
    message: `Half of the pictures are mirrored, but in a mirror ${listText(found)} may be something else.`,
    hint: 'Switch mirroring off where sides mean something; leave it on where they do not.',
    mend: changeSettings('Do not mirror pictures', { 'augment.flipHorizontal': false }),
  }
}

/** `turn_left`, `TurnLeft` and `turn-left 2` all hold the word left. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
}
