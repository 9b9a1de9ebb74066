import { measureFrames, percentile, profileOf, sleep } from '../frames.mjs'
import { memoryMb, openProject, openStudio } from '../studio.mjs'

/** 100,000 pictures: until list and first picture are there, scrolling the list, memory of the whole app. */
export async function many(folder, { profile }) {
  const studio = await openStudio(`${folder}/many`)
  try {
    const small = await smallOpen(folder)
    const opened = await openProject(studio)
    await sleep(3000)
    const rivals = 'labelImg 1.3 s, X-AnyLabeling 3.3 s, labelme 7.6 s, none with thumbnails or states'
    const scrolled = await scroll(studio)
    const memory = await memoryMb(studio)
    return [
      { what: 'Reference: a project of 2 pictures, list shown', ms: small.list },
      { what: 'Reference: its picture of 12 megapixels with 2,000 boxes shown too', ms: small.picture },
      { what: '100,000 pictures: list shown', ms: opened.list, target: 1000, rivals, against: small.list },
      { what: '100,000 pictures: first picture shown too', ms: opened.picture, target: 1000 },
      { what: '100,000 pictures: every row of the list there', ms: opened.rows },
      {
        what: 'List, scrolled with the wheel: frame p95',
        ms: percentile(scrolled.frames.intervals, 0.95),
        target: 16.7,
      },
      {
        what: `List: frames with a place not filled by a row, of ${scrolled.looked}`,
        value: scrolled.blank,
        unit: 'frames',
        target: 0,
      },
      {
        what: 'List: rows in sight without thumbnail 1 s after the scrolling ended',
        value: scrolled.late,
        unit: 'rows',
        target: 0,
      },
      { what: 'Whole app with it, all processes (PSS)', value: memory.total, unit: 'MB', target: 700 },
      { notes: [`    ${memory.parts}`, ...(profile ? profileOf(scrolled.frames) : [])] },
    ]
  } finally {
    await studio.close()
  }
}

async function smallOpen(folder) {
  const studio = await openStudio(`${folder}/boxes`)
  const opened = await openProject(studio)
  await studio.close()
  return opened
}

async function scroll(studio) {
  const { page, cdp } = studio
  await page.evaluate(() => {
    Object.assign(window, { benchBlank: 0, benchLooked: 0, benchScroll: true })
    const list = document.querySelector('[data-testid=image-list]')
    const look = () => {
      const { top, bottom } = list.getBoundingClientRect()
      const rows = [...list.querySelectorAll('[data-testid=image-row]')].map((row) =>
        row.getBoundingClientRect(),
      )
      const covers = (y) => rows.some((row) => row.top - 2 <= y && row.bottom + 2 >= y)
      window.benchLooked++
      if (![top + 4, (top + bottom) / 2, bottom - 4].every(covers)) window.benchBlank++
      if (window.benchScroll) requestAnimationFrame(() => setTimeout(look))
    }
    look()
  })
  const box = await page.getByTestId('image-list').boundingBox()
  const frames = await measureFrames(studio, async () => {
    for (let n = 0; n < 150; n++) {
      cdp.send('Input.dispatchMouseEvent', {
        type: 'mouseWheel',
        x: box.x + 50,
        y: box.y + 100,
        deltaX: 0,
        deltaY: n < 100 ? 120 : 900,
      })
      await sleep(20)
    }
    await sleep(200)
  })
  await sleep(1000)
  return {
    frames,
    ...(await page.evaluate(() => {
      window.benchScroll = false
      const rows = [...document.querySelectorAll('[data-testid=image-row] img')]
      const late = rows.filter((image) => !(image.complete && image.naturalWidth > 0)).length
      return { blank: window.benchBlank, looked: window.benchLooked, late }
    })),
  }
}
