/** Has something done at the next frame, once however often it is asked for; `cancel` for when it is no longer wanted. */
export function atNextFrame(run: () => void): { ask(): void; cancel(): void } {
  let frame = 0
  return {
    ask() {
      if (frame !== 0) return
      frame = requestAnimationFrame(() => {
        frame = 0
        run()
      })
    },
    cancel() {
      cancelAnimationFrame(frame)
      frame = 0
    },
  }
}
