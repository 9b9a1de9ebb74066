import type { Guide } from '../tools/snap'
import { imagePoint } from '../types'
import { toScreen, type Viewport } from '../view/viewport'

const colors = { picture: '#ffffff', neighbour: '#ff5fd2', gradient: '#5fe3ff' } as const

/** Lines that an edge has been drawn to, a colour a kind, dotted where the pixels said so. */
export function paintGuides(ctx: CanvasRenderingContext2D, guides: readonly Guide[], view: Viewport): void {
  for (const { axis, at, from, to, kind } of guides) {
    const place = (along: number) =>
      toScreen(view, axis === 'x' ? imagePoint(at, along) : imagePoint(along, at))
    const [a, b] = [place(from), place(to)]
    const line = new Path2D()
    line.moveTo(a.x, a.y)
    line.lineTo(b.x, b.y)
    ctx.setLineDash([])
    ctx.lineWidth = 3
    ctx.strokeStyle = 'rgb(0 0 0 / 45%)'
    ctx.stroke(line)
    ctx.setLineDash(kind === 'gradient' ? [2, 2] : [])
    ctx.lineWidth = 1
    ctx.strokeStyle = colors[kind]
    ctx.stroke(line)
    ctx.setLineDash([])
  }
}
