/** Steps after which every tensor that stays has been made. */
const SETTLED_STEPS = 3

/** Watches that the number of tensors stays the same from step to step: a leak would end in want of memory, hours later. */
export interface LeakGuard {
  /** Throws where tensors were left behind. */
  check(numTensors: number): void
  /** Sets its mark anew: from now on other tensors stay. */
  restart(): void
}

/** Makes a guard; the first steps only set its mark. */
export function createLeakGuard(): LeakGuard {
  let steps = 0
  let expected = 0
  return {
    restart() {
      steps = 0
    },
    check(numTensors) {
      steps++
      if (steps <= SETTLED_STEPS) expected = numTensors
      else if (numTensors > expected) {
        throw new Error(`a training step left ${numTensors - expected} tensors behind (${expected} before)`)
      }
    },
  }
}
