import { measureFrames } from './frames.mjs'

/**
 * What a frame costs here whoever paints it: the studio is taken out of sight, and canvases of the picture's size do nothing
 * but draw a ready bitmap at another place each frame, or are moved themselves by the compositor.
 */
const KINDS = {
  'one canvas, drawn': { total: 1, repaint: 1 },
  'three canvases on each other, drawn': { total: 3, repaint: 3 },
  'two canvases moved by CSS': { total: 2, repaint: 0, css: 'move' },
  'two canvases stretched by CSS': { total: 2, repaint: 0, css: 'scale' },
}

/** Frames of each kind of page while the mouse goes its way over it. */
export async function measureFloors(
  /** @type {import('./studio.mjs').Studio} */ studio,
  /** @type {{ x: number, y: number, width: number, height: number }} */ bounds,
  /** @type {() => Promise<unknown>} */ gesture,
) {
  const { page } = studio
  const measured = []
  for (const [name, kind] of Object.entries(KINDS)) {
    await page.evaluate(show, { kind, bounds })
    measured.push({ name, ...(await measureFrames(studio, gesture)) })
    await page.evaluate(() => window.benchFloorEnds())
  }
  return measured
}

function show({ kind, bounds }) {
  const { x, y, width, height } = bounds
  const app = document.getElementById('root')
  app.style.display = 'none'
  const frame = document.createElement('div')
  Object.assign(frame.style, {
    position: 'fixed',
    overflow: 'hidden',
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
  document.body.append(frame)
  const ready = document.createElement('canvas')
  ready.width = width * 1.7
  ready.height = height * 1.7
  const ink = ready.getContext('2d')
  for (let n = 0; n < 2000; n++) {
    ink.fillStyle = `hsl(${n % 360} 80% 50% / 40%)`
    ink.fillRect((n * 97) % ready.width, (n * 61) % ready.height, 40, 30)
  }
  const canvases = Array.from({ length: kind.total }, () => {
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0' })
    if (kind.css) canvas.style.willChange = 'transform'
    frame.append(canvas)
    canvas.getContext('2d').drawImage(ready, 0, 0)
    return canvas
  })
  let runs = true
  let at = { x: 0, y: 0 }
  const follow = (event) => {
    at = { x: event.clientX - x - width / 2, y: event.clientY - y - height / 2 }
  }
  window.addEventListener('pointermove', follow)
  const tick = () => {
    const dx = Math.round(at.x * 0.5 - width * 0.35)
    const dy = Math.round(at.y * 0.5 - height * 0.35)
    if (kind.css)
      for (const canvas of canvases.slice(kind.repaint))
        canvas.style.transform =
          kind.css === 'move'
            ? `translate(${dx + Math.round(width * 0.35)}px, ${dy + Math.round(height * 0.35)}px)`
            : `scale(${1 + (dx + width * 0.35) / width})`
    for (const canvas of canvases.slice(0, kind.repaint)) {
      const ctx = canvas.getContext('2d')
      ctx.clearRect(0, 0, width, height)
      ctx.drawImage(ready, dx, dy)
    }
    if (runs) requestAnimationFrame(tick)
  }
  tick()
  window.benchFloorEnds = () => {
    runs = false
    window.removeEventListener('pointermove', follow)
    frame.remove()
    app.style.display = ''
  }
}
