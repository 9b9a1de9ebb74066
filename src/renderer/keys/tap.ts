/** A key held longer than this was held, not tapped. */
const TAP_MS = 300

let pressedAt: number | null = null

/** A key that means one thing tapped and another held goes down. */
export function watchTap(): void {
  pressedAt = performance.now()
}

/** The held meaning was used: letting go is no tap any more. */
export function spoilTap(): void {
  pressedAt = null
}

/** The key goes up: true where it was a tap. */
export function takeTap(): boolean {
  const wasTap = pressedAt !== null && performance.now() - pressedAt < TAP_MS
  pressedAt = null
  return wasTap
}
