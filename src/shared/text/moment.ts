const DAY_MS = 86_400_000

/** A moment as a person would say it today: `14:02`, `Mon 14:02`, `3 Nov`. Both in ms since 1970, local time. */
export function momentText(at: number, now: number): string {
  const then = new Date(at)
  const clock = `${String(then.getHours()).padStart(2, '0')}:${String(then.getMinutes()).padStart(2, '0')}`
  if (startOfDay(at) === startOfDay(now)) return clock
  if (at <= now && startOfDay(now) - at < 6 * DAY_MS) return `${days[then.getDay()]} ${clock}`
  const date = `${then.getDate()} ${months[then.getMonth()]}`
  return then.getFullYear() === new Date(now).getFullYear() ? date : `${date} ${then.getFullYear()}`
}

/** When the local day of a moment began, ms since 1970. */
export function startOfDay(at: number): number {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
