import { measureFrames } from './frames.mjs'

/**
 * What a frame costs here whoever paints it: the studio is taken out of sight, and canvases of the picture's size do nothing
 * but move a ready bitmap, or are moved themselves. `repaint`: so many draw each frame, of `total` that lie on another.
 */
const KINDS = {
  'one canvas, drawn': { total: 1, repaint: 1 },
  'one drawn, promoted': { total: 1, repaint: 1, promoted: true },
  'three canvases, one drawn': { total: 3, repaint: 1 },
  'three, one drawn, promoted': { total: 3, repaint: 1, promoted: true },
  'three canvases, all drawn': { total: 3, repaint: 3 },
  'three, all drawn, promoted': { total: 3, repaint: 3, promoted: true },
  'one moved by CSS, promoted': { total: 1, repaint: 0, promoted: true, css: 'move' },
  'two moved by CSS, promoted': { total: 2, repaint: 0, promoted: true, css: 'move' },
  'two large moved, promoted': { total: 2, repaint: 0, promoted: true, css: 'move', large: 1.7 },
  'two scaled by CSS, promoted': { total: 2, repaint: 0, promoted: true, css: 'scale' },
  'two large scaled, promoted': { total: 2, repaint: 0, promoted: true, css: 'scale', large: 1.7 },
  'two moved + one drawn, promoted': { total: 3, repaint: 1, promoted: true, css: 'move' },
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
    canvas.width = width * (kind.large ?? 1)
    canvas.height = height * (kind.large ?? 1)
    Object.assign(canvas.style, { position: 'absolute', left: '0', top: '0' })
    if (kind.promoted) canvas.style.willChange = 'transform'
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
