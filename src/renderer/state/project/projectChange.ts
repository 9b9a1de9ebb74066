/** What the stores of an open project do when another takes its place. */
const forgetters: (() => void)[] = []

/** Registers how a store forgets its project; a store that keeps nothing of a project needs none. */
export function atProjectChange(forget: () => void): void {
  forgetters.push(forget)
}

/** Has every store forget the project that was open. */
export function forgetOldProject(): void {
  for (const forget of forgetters) forget()
}
