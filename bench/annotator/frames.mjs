/** Frames under a trace: how long apart they came, and how much processor time script took of each, whatever else ran. */

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'viz']
/** Events of the trace that are our own JavaScript at work; nested ones are counted once. */
const SCRIPT = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'TimerFire',
  'FunctionCall',
  'RunMicrotasks',
  'V8.HandleInterrupts',
])

/** Carries out `gesture` and measures the frames meanwhile. */
export async function measureFrames(
  /** @type {import('./studio.mjs').Studio} */ { page, cdp },
  /** @type {() => Promise<unknown>} */ gesture,
) {
  const events = []
  const collect = ({ value }) => events.push(...value)
  cdp.on('Tracing.dataCollected', collect)
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', categories: CATEGORIES.join(',') })
  await page.evaluate(() => {
    const times = []
    Object.assign(window, { benchFrames: times, benchRuns: true })
    const tick = (now) => {
      times.push(now)
      if (window.benchRuns) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    performance.mark('bench-begin')
  })
  await gesture()
  const times = await page.evaluate(() => {
    performance.mark('bench-end')
    window.benchRuns = false
    return window.benchFrames
  })
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done))
  await cdp.send('Tracing.end')
  await complete
  cdp.off('Tracing.dataCollected', collect)
  const intervals = times.slice(1).map((time, i) => time - times[i])
  return { intervals, ...readTrace(events) }
}

function readTrace(events) {
  const begin = events.find(({ name }) => name === 'bench-begin')
  const end = events.find(({ name }) => name === 'bench-end')
  const own = events
    .filter((event) => event.pid === begin.pid && event.tid === begin.tid && event.ph === 'X')
    .filter(({ ts }) => ts >= begin.ts && ts <= end.ts)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
  const frames = own.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts)
  const script = new Array(frames.length + 1).fill(0)
  let until = 0
  let frame = 0
  const totals = new Map()
  // Taken by themselves they hold on a busy machine too, where a frame waits and takes in the events of several.
  const timesOf = (kind) =>
    own.filter(({ name }) => name === kind).map(({ tdur, dur }) => (tdur ?? dur) / 1000)
  const single = { frames: timesOf('FireAnimationFrame'), events: timesOf('EventDispatch') }
  for (const { name, ts, dur, tdur } of own) {
    totals.set(name, (totals.get(name) ?? 0) + (tdur ?? dur) / 1000)
    if (!SCRIPT.has(name) || ts < until) continue
    until = ts + dur
    // What runs before a frame's callbacks belongs to that frame.
    while (frame < frames.length && ts > frames[frame]) frame++
    script[frame] += (tdur ?? dur) / 1000
  }
  const elsewhere = new Map()
  for (const event of events)
    if (event.ph === 'X' && (event.pid !== begin.pid || event.tid !== begin.tid))
      elsewhere.set(event.name, (elsewhere.get(event.name) ?? 0) + (event.tdur ?? event.dur) / 1000)
  return { script: script.slice(1, -1), single, totals, elsewhere, numFrames: frames.length }
}

/** The value that a share of the sorted values does not exceed. */
export function percentile(/** @type {readonly number[]} */ values, /** @type {number} */ share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The busiest kinds of work, ms a frame: for the profile. */
export function profileOf({ totals, elsewhere, numFrames }) {
  const top = (map) =>
    [...map]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 14)
      .map(([name, ms]) => `${name} ${(ms / Math.max(1, numFrames)).toFixed(2)}`)
      .join(', ')
  return [`    page's main thread, ms a frame: ${top(totals)}`, `    other threads: ${top(elsewhere)}`]
}

export const sleep = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms))
