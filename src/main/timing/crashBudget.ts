/** Counts crashes in a sliding window: a few may be mended in silence, more must be told. */
export interface CrashBudget {
  /** Notes a crash; true while another start may be tried. */
  spend(): boolean
}

/** At most `max` crashes within `windowMs` are forgiven; `now` is a monotonic clock in ms. */
export function createCrashBudget(max: number, windowMs: number, now: () => number): CrashBudget {
  let crashes: number[] = []
  return {
    spend() {
      const time = now()
      crashes = crashes.filter((then) => time - then < windowMs)
      crashes.push(time)
      return crashes.length <= max
    },
  }
}
