import { percentile, sleep } from '../frames.mjs'
import { openProject, openStudio } from '../studio.mjs'

/** The next 12-megapixel picture: from the key to its frame, when it was prefetched and when it was not. */
export async function next(folder) {
  const studio = await openStudio(`${folder}/next`)
  const { page } = studio
  try {
    await openProject(studio)
    await sleep(2500)
    const plain = await plainDecode(page)
    const cold = []
    const prefetched = []
    for (let n = 0; n < 10; n++) {
      prefetched.push(await step(page, 'd', 1))
      await sleep(1500)
    }
    for (let n = 0; n < 10; n++) {
      // Far enough down the list that nothing was read ahead.
      cold.push(await jump(page, (7 * n + 3) % 24))
      await sleep(700)
    }
    const rivals = 'labelImg 101, X-AnyLabeling 107, labelme 100 cold and 17 prefetched'
    return [
      { what: 'Reference: fetch and decode the file as a plain <img>, median', ms: plain },
      {
        what: 'Next 12 MP picture, prefetched, p95',
        ms: percentile(prefetched, 0.95),
        target: 17,
        rivals,
        against: plain,
      },
      {
        what: 'Next 12 MP picture, cold, p95',
        ms: percentile(cold, 0.95),
        target: 80,
        rivals,
        against: plain,
      },
      { what: 'Next 12 MP picture, median prefetched', ms: percentile(prefetched, 0.5) },
      { what: 'Next 12 MP picture, median cold', ms: percentile(cold, 0.5) },
    ]
  } finally {
    await studio.close()
  }
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

/** Presses a key and measures from its own time stamp to the end of the frame that shows another picture. */
const step = (page, key) =>
  page.evaluate(arm).then(async () => {
    await page.keyboard.press(key)
    return page.evaluate(() => window.benchShown)
  })

/** Presses a row of the list. */
async function jump(page, index) {
  await page.evaluate(arm)
  await page.getByTestId('image-list').evaluate(
    (list, top) => {
      list.scrollTop = top
    },
    Math.max(0, index * 48 - 96),
  )
  await sleep(300)
  await page.locator(`[data-testid=image-row][title$="shot-${index + 1}.jpg"]`).click()
  return page.evaluate(() => window.benchShown)
}

function arm() {
  const canvas = document.querySelector('[data-testid=picture-canvas]')
  window.benchShown = new Promise((done) => {
    let begun = 0
    const start = ({ timeStamp }) => {
      begun = timeStamp
    }
    window.addEventListener('keydown', start, { capture: true, once: true })
    window.addEventListener('click', start, { capture: true, once: true })
    const observer = new MutationObserver(() => {
      if (begun === 0 || canvas.getAttribute('data-state') !== 'shown') return
      observer.disconnect()
      requestAnimationFrame(() => {
        // After the callbacks of this frame, the canvas's own among them, and after it was painted.
        const channel = new MessageChannel()
        channel.port1.onmessage = () => done(performance.now() - begun)
        channel.port2.postMessage(0)
      })
    })
    observer.observe(canvas, { attributes: true, attributeFilter: ['data-image', 'data-state'] })
  })
}
