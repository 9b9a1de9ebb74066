import { openBareStudio } from '../bareStudio.mjs'
import { percentile, sleep } from '../frames.mjs'
import { mouseOf } from '../mouse.mjs'
import { measurePresented } from '../presented.mjs'
import { openProject } from '../studio.mjs'

const STEPS = 12
/** Rows between two pictures that are jumped to: more than are in sight. */
const FAR_APART = 18
/** Of a dozen steps the 95th percentile is the worst one. */
const OPENINGS = 3

/**
 * The next 12-megapixel picture: from the key's own time stamp to the frame on the screen that shows it, when it was
 * prefetched and when it was not, its row having been in sight or not; beside a canvas of the same size that draws a ready bitmap at the key.
 */
export async function next(folder) {
  const openings = []
  for (let n = 0; n < OPENINGS; n++) openings.push(await measureOpening(`${folder}/next`))
  const pooled = (what) => openings.flatMap((opening) => opening[what])
  const [thumbnails, plain] = ['thumbnails', 'plain'].map((what) => percentile(pooled(what), 0.5))
  const [reference, prefetched, unseen, cold] = ['reference', 'prefetched', 'unseen', 'cold'].map(pooled)
  const rivals = 'labelImg 101, X-AnyLabeling 107, labelme 100 cold and 17 prefetched'
  const p95 = percentile(reference, 0.95)
  return [
    { what: 'Thumbnails of the rows in sight, from the first picture on', ms: thumbnails },
    { what: 'Reference: fetch and decode the file as a plain <img>, median', ms: plain },
    { what: 'Reference: a ready bitmap drawn on an empty canvas at the key, p95', ms: p95 },
    { what: 'Reference: the same, median', ms: percentile(reference, 0.5) },
    {
      what: `Next 12 MP picture, prefetched, p95 of ${prefetched.length}`,
      ms: percentile(prefetched, 0.95),
      target: 17,
      rivals,
      against: p95,
    },
    {
      what: `Next 12 MP picture, never in sight, p95 of ${unseen.length}`,
      ms: percentile(unseen, 0.95),
      target: 80,
      rivals,
      against: plain,
    },
    {
      what: `Next 12 MP picture, not read ahead, its row was in sight, p95 of ${cold.length}`,
      ms: percentile(cold, 0.95),
      target: 80,
      rivals,
      against: plain,
    },
    {
      what: 'Next 12 MP picture, median prefetched',
      ms: percentile(prefetched, 0.5),
      against: percentile(reference, 0.5),
    },
    { what: 'Next 12 MP picture, median never in sight', ms: percentile(unseen, 0.5), against: plain },
    { what: 'Next 12 MP picture, median not read ahead', ms: percentile(cold, 0.5), against: plain },
  ]
}

/** Opens the project with nothing in the studio's caches; ms of each step. */
async function measureOpening(project) {
  const studio = await openBareStudio(project)
  const { page } = studio
  try {
    await openProject(studio)
    await page.evaluate(mark)
    const thumbnails = await thumbnailsThere(page)
    const plain = await plainDecode(page)
    await page.evaluate(showReference)
    const reference = await measurePresented(studio, () => press(studio, 'F9', 300))
    await page.evaluate(() => window.benchReferenceEnds())
    await sleep(500)
    const prefetched = await measurePresented(studio, () => press(studio, 'd', 1500))
    // Far down the list nothing was read ahead; rows that were never in sight have no thumbnail and no first sight either.
    const unseen = await measurePresented(studio, async () => {
      for (let n = 0; n < STEPS; n++) {
        await jump(studio, FAR_APART * (n + 1), 0)
        await sleep(1000)
        await thumbnailsThere(page)
      }
    })
    const cold = await measurePresented(studio, async () => {
      for (let n = 0; n < STEPS; n++) {
        await jump(studio, FAR_APART * (n + 1) + 2, 300)
        await sleep(1500)
      }
    })
    return { thumbnails, plain, reference, prefetched, unseen, cold }
  } finally {
    await studio.close()
  }
}

/** ms until every row in sight has its thumbnail; making them loads the machine, and steps are measured after it. */
async function thumbnailsThere(page) {
  return page.evaluate(async () => {
    const begun = performance.now()
    const isThere = (image) => image.complete && image.naturalWidth > 0
    while (![...document.querySelectorAll('[data-testid=image-row] img')].every(isThere))
      await new Promise((done) => setTimeout(done, 50))
    return performance.now() - begun
  })
}

/** An <img> with the picture's own file, outside the canvas and its caches. */
async function plainDecode(page) {
  const url = await page.evaluate(() => {
    const id = document.querySelector('[data-testid=picture-canvas]')?.getAttribute('data-image')
    return `studio-image://image/${id}/full`
  })
  const times = []
  for (let n = 0; n < 5; n++) {
    times.push(
      await page.evaluate(async (src) => {
        const begun = performance.now()
        const image = new Image()
        image.src = src
        await image.decode()
        return performance.now() - begun
      }, `${url}?v=plain-${n}`),
    )
    await sleep(200)
  }
  return percentile(times, 0.5)
}

/** Marks in the trace every key and press, and the frame in which the canvas shows the picture that they lead to. */
function mark() {
  const begin = ({ timeStamp }) => performance.mark(`bench-begin:${performance.now() - timeStamp}`)
  window.addEventListener('keydown', begin, { capture: true })
  window.addEventListener('click', begin, { capture: true })
  const canvas = document.querySelector('[data-testid=picture-canvas]')
  let before = canvas.getAttribute('data-image')
  new MutationObserver(() => {
    const now = canvas.getAttribute('data-image')
    if (canvas.getAttribute('data-state') !== 'shown' || now === before) return
    before = now
    requestAnimationFrame(() => performance.mark('bench-shown'))
  }).observe(canvas, { attributes: true, attributeFilter: ['data-image', 'data-state'] })
}

const KEYS = {
  d: { key: 'd', code: 'KeyD', text: 'd', windowsVirtualKeyCode: 68 },
  F9: { key: 'F9', code: 'F9', windowsVirtualKeyCode: 120 },
}

async function press({ cdp }, name, pauseMs) {
  for (let n = 0; n < STEPS; n++) {
    for (const type of ['keyDown', 'keyUp']) await cdp.send('Input.dispatchKeyEvent', { type, ...KEYS[name] })
    await sleep(pauseMs)
  }
}

/** Scrolls to a row of the list and presses it, after so many ms. */
async function jump(studio, index, waitMs) {
  await studio.page.evaluate(
    (top) => {
      document.querySelector('[data-testid=image-list]').scrollTop = top
    },
    Math.max(0, index * 48 - 96),
  )
  await sleep(waitMs)
  const { x, y } = await studio.page.evaluate(
    placeOf,
    `[data-testid=image-row][title$="shot-${index + 1}.jpg"]`,
  )
  const mouse = mouseOf(studio)
  await mouse.press(x, y)
  await mouse.release(x, y)
}

/** The middle of an element, once it is there and rests: nobody presses a row sooner. */
async function placeOf(selector) {
  const until = performance.now() + 10_000
  let last = null
  while (performance.now() < until) {
    const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? {}
    if (last !== null && last === y) return { x: x + width / 2, y: y + height / 2 }
    last = y ?? null
    await new Promise((done) => requestAnimationFrame(done))
  }
  throw new Error(`${selector} did not come to rest`)
}

/** Lays a canvas over the studio's that does nothing but draw the next of some ready bitmaps at F9. */
async function showReference() {
  const { left, top, width, height } = document
    .querySelector('[data-testid=picture-canvas]')
    .getBoundingClientRect()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  Object.assign(canvas.style, { position: 'fixed', left: `${left}px`, top: `${top}px`, zIndex: 9999 })
  document.body.append(canvas)
  const paper = new OffscreenCanvas(1000, 750)
  const ink = paper.getContext('2d')
  const bitmaps = ['#a33', '#3a3', '#33a'].map((color) => {
    ink.fillStyle = color
    ink.fillRect(0, 0, 1000, 750)
    return paper.transferToImageBitmap()
  })
  const ctx = canvas.getContext('2d')
  let n = 0
  const draw = (event) => {
    if (event.key !== 'F9') return
    event.preventDefault()
    event.stopPropagation()
    ctx.drawImage(bitmaps[n++ % bitmaps.length], 0, 0, width, (width * 3) / 4)
    requestAnimationFrame(() => performance.mark('bench-shown'))
  }
  window.addEventListener('keydown', draw, true)
  window.benchReferenceEnds = () => {
    window.removeEventListener('keydown', draw, true)
    canvas.remove()
  }
}
