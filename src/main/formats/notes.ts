import type { ImportNote } from '../../shared/project/schema'
import { escapeOdd } from '../../shared/text/escapeOdd'

const MAX_EXAMPLES = 5
const MAX_EXAMPLE_LENGTH = 300

/** Collects what an import mended or refused: one note a kind, with a count and the first few examples. */
export class Notes {
  private readonly byWhat = new Map<string, ImportNote>()

  add(what: string, example: string): void {
    let note = this.byWhat.get(what)
    if (!note) {
      note = { what, count: 0, examples: [] }
      this.byWhat.set(what, note)
    }
    note.count++
    if (note.examples.length < MAX_EXAMPLES) note.examples.push(oneLine(example))
  }

  /** How often this was noted. */
  count(what: string): number {
    return this.byWhat.get(what)?.count ?? 0
  }

  /** In the order the kinds were first met. */
  toList(): ImportNote[] {
    return [...this.byWhat.values()]
  }
}

/** Foreign text in a report: one bounded line without anything that hides or turns the text around. */
export function oneLine(text: string): string {
  const shown = escapeOdd(text)
  return shown.length > MAX_EXAMPLE_LENGTH ? `${shown.slice(0, MAX_EXAMPLE_LENGTH)}…` : shown
}
