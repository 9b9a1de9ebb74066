import { formats } from '../index'
import type { LabelFormat, LabelSet } from '../types'

/** What a format would write, as bytes. */
export function filesOf(name: string, set: LabelSet): { path: string; bytes: Buffer }[] {
  const format = (formats as readonly LabelFormat[]).find((each) => each.name === name)
  if (format?.write === undefined) throw new Error(`${name} cannot be written`)
  return [...format.write.files(set)].map(({ path, content }) => ({
    path,
    bytes: typeof content === 'string' ? Buffer.from(content) : Buffer.concat([...content]),
  }))
}
