import { formats } from '../index'
import type { LabelFormat, LabelSet } from '../types'

/** What a format would write, as bytes. */
export function filesOf(name: string, set: LabelSet): { path: string; bytes: Buffer }[] {
  const format = (formats as readonly LabelFormat[]).find((each) => each.name === name)
  if (format?.write === undefined) throw new Error(`${name} cannot be written`)
  return [...format.write.files(set)].map(({ path, content }) => {
    if (typeof content === 'string') return { path, bytes: Buffer.from(content) }
    if (Symbol.asyncIterator in content) throw new Error(`${path} is written bit by bit`)
    return { path, bytes: Buffer.concat([...content]) }
  })
}
