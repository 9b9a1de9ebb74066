import { type Corners, cornersAround, cornersFromCentre } from '../corners'
import { toNumber } from '../json'

/** Whether a line ends like a picture's name. */
export const namesPicture = (line: string): boolean => /\.(jpe?g|png|bmp|tiff?|webp|gif)\s*$/i.test(line)

/** A box of a line, or why it is none. */
export type YoloLine = { classNumber: number; corners: Corners; repair: string | null } | { problem: string }

/** Shares this far out are pixels that somebody forgot to divide. */
const PIXELS_FROM = 2

/**
 * Reads one line: `class cx cy width height`, with a confidence or keypoints after it, or `class x1 y1 x2 y2 x3 y3 …`.
 * @param keypointValues how many numbers the keypoints take, where the data set says that it has some
 */
export function readYoloLine(line: string, keypointValues?: number): YoloLine {
  const values = line.trim().split(/\s+/).map(toNumber)
  if (values.some((value) => value === undefined)) return { problem: 'line that holds what is not a number' }
  const [classNumber, ...rest] = values as number[]
  if (!Number.isInteger(classNumber) || classNumber < 0) return { problem: 'class that is no whole number' }
  if (rest.some((value) => Math.abs(value) > PIXELS_FROM))
    return { problem: 'box outside the picture (pixels instead of shares of its sides?)' }
  const isPose = rest.length - 4 === keypointValues || hasVisibilities(rest)
  if (rest.length === 4 || rest.length === 5 || isPose) {
    const [cx, cy, width, height] = rest
    if (width < 0 || height < 0) return { problem: 'box of negative size' }
    const repair = isPose
      ? 'keypoints: left out'
      : rest.length === 5
        ? 'confidence of a detector: left out'
        : null
    return { classNumber, corners: cornersFromCentre(cx, cy, width, height), repair }
  }
  if (keypointValues !== undefined) return { problem: 'line that does not fit kpt_shape' }
  const points = pairs(rest)
  const corners = rest.length >= 6 && rest.length % 2 === 0 ? cornersAround(points) : undefined
  if (corners === undefined) return { problem: 'line that is no box' }
  return { classNumber, corners, repair: 'rotated box or polygon: the upright box around it' }
}

/**
 * Whether a box is followed by keypoints `x y visibility`. Corners of a polygon may be 0 or 1 too, at the picture's
 * edges, but none is 2, and their numbers are even.
 */
function hasVisibilities(values: readonly number[]): boolean {
  if (values.length < 7 || (values.length - 4) % 3 !== 0) return false
  const visibilities = values.filter((_, i) => i >= 4 && (i - 4) % 3 === 2)
  return (
    visibilities.every((value) => [0, 1, 2].includes(value)) &&
    (values.length % 2 === 1 || visibilities.includes(2))
  )
}

/** Whether a text could be a label file, by its beginning. */
export function isTextOfBoxes(head: string): 'boxes' | 'empty' | 'other' {
  const lines = head.split(/\r?\n/, 5).filter((line) => line.trim() !== '')
  if (lines.length === 0) return 'empty'
  // Boxes of many pictures in one file, each under its name, are of another format (WIDER FACE).
  if (lines.some(namesPicture)) return 'other'
  const isBox = (line: string) => {
    const fields = line.trim().split(/\s+/)
    return fields.length >= 5 && fields.every((text) => toNumber(text) !== undefined)
  }
  return lines.some(isBox) ? 'boxes' : 'other'
}

function pairs(values: readonly number[]): [number, number][] {
  const points: [number, number][] = []
  for (let i = 0; i + 1 < values.length; i += 2) points.push([values[i], values[i + 1]])
  return points
}
