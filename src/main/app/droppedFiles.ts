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
