import { StudioError } from '../../../shared/result'

/** One corner of a grid: the value of each setting by its path, as text that `withAssignments` reads. */
export type GridPoint = readonly { path: string; text: string }[]

/**
 * All combinations of `PATH=V1,V2,...` axes, the last axis running fastest. Commas inside brackets or quotes belong to
 * a value (`anchors.ratios=[1],[0.5,1,2]`). No axis: one point without settings. Throws `config-invalid`.
 */
export function gridPoints(axes: readonly string[]): GridPoint[] {
  let points: GridPoint[] = [[]]
  const seen = new Set<string>()
  for (const axis of axes) {
    const equals = axis.indexOf('=')
    const path = axis.slice(0, equals)
    const values = splitValues(axis.slice(equals + 1))
    if (equals <= 0 || values.some((value) => value === '')) {
      throw new StudioError(
        'config-invalid',
        `"${axis}" is not of the form path=value,value`,
        'Write e.g. loss.focal.gamma=0,1,2.',
      )
    }
    if (seen.has(path))
      throw new StudioError('config-invalid', `${path} is given twice`, 'Put its values together.')
    seen.add(path)
    points = points.flatMap((point) => values.map((text) => [...point, { path, text }]))
  }
  return points
}

function splitValues(text: string): string[] {
  const values: string[] = []
  let depth = 0
  let isQuoted = false
  let value = ''
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (!isQuoted && '[{'.includes(character)) depth++
    if (!isQuoted && ']}'.includes(character)) depth--
    if (character === ',' && depth === 0 && !isQuoted) {
      values.push(value.trim())
      value = ''
    } else value += character
  }
  return [...values, value.trim()]
}
