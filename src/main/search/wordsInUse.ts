import { searchIndex } from './searchIndex'
import type { SearchProject } from './searchProject'

/** Flags and attributes of the project, each once and sorted. */
export async function wordsInUse(project: SearchProject): Promise<{ flags: string[]; attributes: string[] }> {
  const { pictures, boxes } = await searchIndex(project)
  const sorted = (words: Iterable<string>) => [...new Set(words)].sort((a, b) => (a < b ? -1 : 1))
  return {
    flags: sorted([...pictures.flags.values()].flat()),
    attributes: sorted([...boxes.attributes.values()].flatMap((list) => list.map(([name]) => name))),
  }
}
