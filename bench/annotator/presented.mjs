/**
 * When a frame came to the screen, out of the compositor's own trace: the page's clock knows when script is done, and that
 * leaves out raster and drawing.
 */
const CATEGORIES = ['blink.user_timing', 'cc', 'benchmark']

/**
 * Carries out `gesture`, in which the page marks each beginning (`bench-begin:ms since the event's own time stamp`) and,
 * in an animation frame, each end (`bench-shown`); ms from every beginning to the frame of its end on the screen.
 */
export async function measurePresented(
  /** @type {import('./studio.mjs').Studio} */ { cdp },
  /** @type {() => Promise<unknown>} */ gesture,
) {
  const events = []
  const collect = ({ value }) => events.push(...value)
  cdp.on('Tracing.dataCollected', collect)
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', categories: CATEGORIES.join(',') })
  await gesture()
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done))
  await cdp.send('Tracing.end')
  await complete
  cdp.off('Tracing.dataCollected', collect)
  return readPresented(events)
}

export function readPresented(events) {
  const sorted = events.toSorted((a, b) => a.ts - b.ts)
  const begins = sorted.filter(({ name, ph }) => name.startsWith('bench-begin:') && ph !== 'e')
  return begins.map((begin, i) => {
    const until = begins[i + 1]?.ts ?? Number.POSITIVE_INFINITY
    const shown = sorted.find(({ name, ts }) => name === 'bench-shown' && ts > begin.ts && ts < until)
    // Not before the next one began: later than any target.
    if (shown === undefined) return Number.POSITIVE_INFINITY
    const waited = Number(begin.name.slice('bench-begin:'.length))
    return (presentedAt(sorted, shown) - begin.ts) / 1000 + waited
  })
}

/** The end of the frame whose main-thread part a mark lies in: the compositor ends it when it is on the screen. */
function presentedAt(events, mark) {
  const running = new Map()
  for (const { name, ph, ts, pid, id, id2 } of events) {
    if (pid !== mark.pid || (ph !== 'b' && ph !== 'e')) continue
    const key = id ?? id2?.local ?? id2?.global
    if (name === 'PipelineReporter' && ph === 'b') running.set(key, {})
    const frame = running.get(key)
    if (frame === undefined) continue
    if (name === 'SendBeginMainFrameToCommit') frame[ph] = ts
    if (name === 'PipelineReporter' && ph === 'e' && frame.b <= mark.ts && mark.ts <= frame.e) return ts
  }
  return Number.POSITIVE_INFINITY
}
