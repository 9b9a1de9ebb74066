import { sleep } from './frames.mjs'

/** About what a mouse reports at 125 Hz. */
const STEP_MS = 8

/** Real input events on their way as a hand sends them: nobody waits for an answer. */
export function mouseOf(/** @type {import('./studio.mjs').Studio} */ { cdp }) {
  let pending = []
  const send = (type, x, y, more = {}) => {
    pending.push(cdp.send('Input.dispatchMouseEvent', { type, x, y, ...more }))
  }
  return {
    /** Along a path for so many ms; `at(share)` gives the place. */
    async travel(ms, at, /** @type {{ button?: 'left' | 'middle' }} */ { button } = {}) {
      const steps = Math.round(ms / STEP_MS)
      const held = button === undefined ? {} : { button, buttons: button === 'left' ? 1 : 4 }
      const begun = performance.now()
      for (let step = 1; step <= steps; step++) {
        const { x, y } = at(step / steps)
        send('mouseMoved', x, y, held)
        await sleep(Math.max(0, begun + step * STEP_MS - performance.now()))
      }
      await Promise.all(pending)
      pending = []
    },
    async press(x, y, button = 'left') {
      await cdp.send('Input.dispatchMouseEvent', { type: 'mousePressed', x, y, button, clickCount: 1 })
    },
    async release(x, y, button = 'left') {
      await cdp.send('Input.dispatchMouseEvent', { type: 'mouseReleased', x, y, button, clickCount: 1 })
    },
    async wheel(ms, x, y, deltaAt) {
      const steps = Math.round(ms / 16)
      const begun = performance.now()
      for (let step = 1; step <= steps; step++) {
        send('mouseWheel', x, y, { deltaX: 0, deltaY: deltaAt(step / steps) })
        await sleep(Math.max(0, begun + step * 16 - performance.now()))
      }
      await Promise.all(pending)
      pending = []
    },
  }
}
