import { statSync } from 'node:fs'
import { StudioError } from '../../shared/result'

/** Files that were dropped on the window and wait for the page to ask what taking them in would do. */
export class DroppedFiles {
  private paths: readonly string[] = []

  put(paths: readonly string[]): void {
    this.paths = paths
  }

  /** Those that were dropped last, once. */
  take(): readonly string[] {
    const taken = this.paths
    this.paths = []
    return taken
  }
}

/** The first folder among what was dropped. Throws `not-found` for what can be seen no more. */
export function folderAmong(paths: readonly string[]): string | undefined {
  return paths.find((path) => {
    try {
      return statSync(path).isDirectory()
    } catch (cause) {
      throw new StudioError(
        'not-found',
        `What was dropped is not there, or may not be read: ${path}`,
        undefined,
        { cause },
      )
    }
  })
}
