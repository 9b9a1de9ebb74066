/** Keeps the end of what a process prints, so that hours of training cannot fill the memory or the disk. */
export interface OutputTail {
  add(text: string): void
  text(): string
}

/** Keeps at least the last `capacity` characters and at most twice as many. */
export function createOutputTail(capacity: number): OutputTail {
  let kept = ''
  let isCut = false
  return {
    add(text) {
      kept += text
      if (kept.length <= 2 * capacity) return
      kept = kept.slice(-capacity)
      isCut = true
    },
    text: () => (isCut ? `…\n${kept}` : kept),
  }
}
