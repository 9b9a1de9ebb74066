import { openBareStudio } from '../bareStudio.mjs'
import { measureFrames, percentile, profileOf, sleep } from '../frames.mjs'
import { mouseOf } from '../mouse.mjs'
import { canvasBounds, memoryMb, openProject, openStudio } from '../studio.mjs'

const OPENINGS = 5
const START_MS = 2000

/** A JPEG of 12,000 x 9,000: until it is shown, zooming in to single pixels, memory. */
export async function huge(folder, { profile }) {
  const openings = []
  for (let n = 0; n < OPENINGS; n++) openings.push(await measureOpening(`${folder}/huge`))
  const [first, second] = ['first', 'second'].map((what) =>
    percentile(
      openings.map((opening) => opening[what]),
      0.5,
    ),
  )
  const studio = await openStudio(`${folder}/huge`)
  const { page } = studio
  try {
    const before = await memoryMb(studio)
    const { picture } = await openProject(studio)
    const shown = await memoryMb(studio)
    await sleep(4000)
    const mouse = mouseOf(studio)
    const { x, y, width, height } = await canvasBounds(studio)
    let peak = 0
    let watching = true
    const watch = (async () => {
      while (watching) {
        peak = Math.max(peak, (await memoryMb(studio)).total)
        await sleep(150)
      }
    })()
    const zoomed = await measureFrames(studio, () =>
      mouse.wheel(4000, x + width / 2, y + height / 2, () => -18),
    )
    const sharp = await sharpAfter(page)
    const panned = await measureFrames(studio, async () => {
      await mouse.press(x + width / 2, y + height / 2, 'middle')
      await mouse.travel(
        2000,
        (s) => ({ x: x + width * (0.5 + 0.3 * Math.sin(12 * s)), y: y + height * (0.5 + 0.2 * s) }),
        { button: 'middle' },
      )
      await mouse.release(x + width / 2, y + height * 0.7, 'middle')
    })
    await sleep(1500)
    watching = false
    await watch
    const after = await memoryMb(studio)
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT })
    const plain = await fetchOnly(page)
    const rivals = 'labelImg 670 ms and 526 MB, labelme 750 ms and 631 MB, X-AnyLabeling not at all'
    return [
      { what: 'Reference: fetch the bytes of the file', ms: plain },
      {
        what: `12,000 x 9,000: shown, from opening the project, median of ${openings.length}`,
        ms: first,
        target: 600,
        rivals,
        against: plain,
      },
      { what: '12,000 x 9,000: the same where Playwright looks on, once', ms: picture },
      {
        what: `12,000 x 9,000: shown, the second time it is opened, median of ${openings.length}`,
        ms: second,
      },
      {
        what: '12,000 x 9,000: zoom to pixels, frame p95',
        ms: percentile(zoomed.intervals, 0.95),
        target: 16.7,
      },
      {
        what: '12,000 x 9,000: pan at that zoom, frame p95',
        ms: percentile(panned.intervals, 0.95),
        target: 16.7,
      },
      { what: '12,000 x 9,000: sharp after the zoom ended', ms: sharp },
      { what: 'Memory of the app: before', value: before.total, unit: 'MB' },
      { what: 'Memory of the app: when shown', value: shown.total, unit: 'MB' },
      { what: 'Memory of the app: highest while zooming and panning', value: peak, unit: 'MB', target: 700 },
      { what: 'Memory of the app: after', value: after.total, unit: 'MB' },
      { notes: [`    ${after.parts}`, ...(profile ? profileOf(zoomed) : [])] },
    ]
  } finally {
    await studio.close()
  }
}

/** ms until the picture is shown, with nothing in the studio's caches and with what that left in them. */
async function measureOpening(project) {
  const open = async (userData) => {
    const isFirst = userData === undefined
    const studio = await openBareStudio(project, userData)
    try {
      // What a start still has to do is not the project's.
      await sleep(START_MS)
      const { picture } = await openProject(studio)
      // Its thumbnail leaves a first sight.
      if (isFirst) await sleep(5000)
      return { picture, userData: studio.userData }
    } finally {
      await studio.close({ keep: isFirst })
    }
  }
  const { picture: first, userData } = await open()
  const { picture: second } = await open(userData)
  return { first, second }
}

/** ms until the canvas says that nothing is missing at this zoom. */
async function sharpAfter(page) {
  return page.evaluate(async () => {
    const begun = performance.now()
    const canvas = document.querySelector('[data-testid=picture-canvas]')
    while (canvas.getAttribute('data-sharp') === 'no' && performance.now() - begun < 20_000)
      await new Promise((done) => requestAnimationFrame(done))
    return performance.now() - begun
  })
}

/** The file's bytes on their way to the page, and no decoding: a plain <img> of this size Chromium refuses to decode. */
async function fetchOnly(page) {
  return page.evaluate(async () => {
    const id = document.querySelector('[data-testid=picture-canvas]')?.getAttribute('data-image')
    const begun = performance.now()
    await (await fetch(`studio-image://image/${id}/full`)).arrayBuffer()
    return performance.now() - begun
  })
}
