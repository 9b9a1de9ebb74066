const DAY_MS = 86_400_000

/** A moment as a person would say it today: `14:02`, `Mon 14:02`, `3 Nov`. Both in ms since 1970, local time. */
export function momentText(at: number, now: number): string {
  const then = new Date(at)
  const clock = clockText(then)
  if (startOfDay(at) === startOfDay(now)) return clock
  if (at <= now && startOfDay(now) - at < 6 * DAY_MS) return `${days[then.getDay()]} ${clock}`
  const date = `${then.getDate()} ${months[then.getMonth()]}`
  return then.getFullYear() === new Date(now).getFullYear() ? date : `${date} ${then.getFullYear()}`
}

/** The same where it may be long ago: `14:02` today, else `3 Nov 2026, 14:02`. */
export function fullMomentText(at: number, now: number): string {
  const then = new Date(at)
  if (startOfDay(at) === startOfDay(now)) return clockText(then)
  return `${then.getDate()} ${months[then.getMonth()]} ${then.getFullYear()}, ${clockText(then)}`
}

// By hand: the first text of the platform's own formatters takes tens of milliseconds.
function clockText(then: Date): string {
  return `${String(then.getHours()).padStart(2, '0')}:${String(then.getMinutes()).padStart(2, '0')}`
}

/** When the local day of a moment began, ms since 1970. */
export function startOfDay(at: number): number {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
