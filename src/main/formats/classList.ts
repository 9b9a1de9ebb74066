import { limits } from '../../shared/limits'
import { type Notes, oneLine } from './notes'

/** The classes of a source in the order they come, under names the project can hold. */
export class ClassList {
  private readonly ordered = new Set<string>()
  /** Written name to project name; a Map, so that `__proto__` is a name like any other. */
  private readonly byWritten = new Map<string, string>()
  private readonly byLowerCase = new Map<string, string>()
  private numUnnamed = 0

  constructor(private readonly repaired: Notes) {}

  /**
   * Registers a class and gives the name it has in the project.
   * @param isDeclaration the source lists its classes, and this is an entry of that list: a repeat is worth a word
   */
  add(written: string, where: string, isDeclaration = false): string {
    const known = this.byWritten.get(written)
    if (known !== undefined && !isDeclaration) return known
    const name = this.fit(written, where)
    this.byWritten.set(written, name)
    if (this.ordered.has(name)) {
      this.repaired.add('duplicate category name: joined', `${where}: ${JSON.stringify(written)}`)
      return name
    }
    const lower = name.toLowerCase()
    const similar = this.byLowerCase.get(lower)
    if (similar !== undefined)
      this.repaired.add(
        'class names that differ only by letter case: kept apart',
        `${where}: ${similar}, ${name}`,
      )
    else this.byLowerCase.set(lower, name)
    this.ordered.add(name)
    return name
  }

  names(): string[] {
    return [...this.ordered]
  }

  private fit(written: string, where: string): string {
    const trimmed = written.trim()
    if (trimmed === '') {
      const name = `unnamed ${++this.numUnnamed}`
      this.repaired.add('empty class name: replaced', `${where}: ${name}`)
      return name
    }
    if (trimmed.length <= limits.maxClassNameLength) return trimmed
    this.repaired.add(
      `class name longer than ${limits.maxClassNameLength} characters: cut`,
      `${where}: ${oneLine(trimmed)}`,
    )
    return this.unique(trimmed.slice(0, limits.maxClassNameLength))
  }

  /** A cut name must not become another class's. */
  private unique(name: string): string {
    let candidate = name
    for (let i = 2; this.ordered.has(candidate); i++) {
      const ending = ` (${i})`
      candidate = name.slice(0, limits.maxClassNameLength - ending.length) + ending
    }
    return candidate
  }
}
