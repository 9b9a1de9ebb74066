import { expect, it } from 'vitest'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import { createRandom } from '../../shared/random'
import { type Painter, RasterCache, type Sight } from './rasterCache'
import { boxToScreen, type Viewport } from './viewport'

/** As much of a canvas as the cache needs, a number a pixel. */
class PlainCanvas {
  pixels = new Int32Array(0)
  private size = [0, 0]
  private ratio = 1
  private clips: BoxXyxyPx[] = []
  private pending: BoxXyxyPx | null = null
  fillStyle = 0
  style = { width: '', height: '', transform: '' }
  get width() {
    return this.size[0]
  }
  set width(value: number) {
    this.size[0] = value
    this.pixels = new Int32Array(this.size[0] * this.size[1])
  }
  get height() {
    return this.size[1]
  }
  set height(value: number) {
    this.size[1] = value
    this.pixels = new Int32Array(this.size[0] * this.size[1])
  }
  getContext = () => this
  setTransform = (a: number) => {
    this.ratio = a
  }
  save() {}
  restore() {
    this.clips.pop()
  }
  beginPath() {}
  rect(x: number, y: number, width: number, height: number) {
    this.pending = { x1: x, y1: y, x2: x + width, y2: y + height }
  }
  clip() {
    if (this.pending !== null) this.clips.push(this.pending)
  }
  clearRect = (x: number, y: number, w: number, h: number) => this.put(x, y, w, h, 0)
  fillRect = (x: number, y: number, w: number, h: number) => this.put(x, y, w, h, this.fillStyle)
  private put(x: number, y: number, w: number, h: number, value: number) {
    const limit = this.clips.at(-1) ?? { x1: 0, y1: 0, x2: 1e9, y2: 1e9 }
    const edge = (v: number) => Math.round(v * this.ratio)
    const [x1, x2] = [Math.max(edge(x), edge(limit.x1), 0), Math.min(edge(x + w), edge(limit.x2), this.width)]
    const [y1, y2] = [
      Math.max(edge(y), edge(limit.y1), 0),
      Math.min(edge(y + h), edge(limit.y2), this.height),
    ]
    for (let row = y1; row < y2; row++)
      for (let column = x1; column < x2; column++) this.pixels[row * this.width + column] = value
  }
}

function made() {
  const canvas = new PlainCanvas()
  const ground = { style: { width: '', height: '', transform: '' } }
  const cache = new RasterCache(ground as unknown as HTMLElement)
  const show = (painter: Painter<Content>, sight: Sight, isMoving = false) =>
    cache.show(new Map([[canvas as never, painter as Painter<unknown>]]), sight, isMoving)
  return { canvas, ground, show }
}

type Content = readonly (BoxXyxyPx & { color: number })[]

const stage = { width: 120, height: 90 }

const sightOf = (view: Viewport, ratio: number): Sight => ({
  view,
  stage,
  ratio,
  extent: { width: 150, height: 110 },
})

const painterOf = (token: Content): Painter<Content> => ({
  token,
  paint: (ctx, at, _stage, within) => {
    for (const box of token) {
      const on = boxToScreen(at, box)
      const isOut =
        within !== undefined &&
        (on.x2 < within.x1 || on.y2 < within.y1 || on.x1 > within.x2 || on.y1 > within.y2)
      if (isOut) continue
      ctx.fillStyle = box.color as unknown as string
      ctx.fillRect(on.x1, on.y1, on.x2 - on.x1, on.y2 - on.y1)
    }
  },
  changedPlaces: (before, after) => [
    ...before.filter((box) => !after.includes(box)),
    ...after.filter((box) => !before.includes(box)),
  ],
})

it.each([1, 2, 3, 4])('a change leaves the same picture as painting all anew (seed %i)', (seed) => {
  const random = createRandom(seed, 31)
  const ratio = [1, 2, 1.25][random.int(3)]
  const view = { scale: random.uniform(0.5, 2), x: random.uniform(-20, 20), y: random.uniform(-20, 20) }
  const box = (color: number) => {
    const [x1, y1] = [random.uniform(-40, 150), random.uniform(-40, 110)]
    return { x1, y1, x2: x1 + random.uniform(1, 40), y2: y1 + random.uniform(1, 40), color }
  }
  let content: Content = Array.from({ length: 40 }, (_, i) => box(i + 1))
  const sight = sightOf(view, ratio)
  const { canvas, show } = made()
  show(painterOf(content), sight)
  for (let n = 0; n < 30; n++) {
    const kept = content.filter(() => random.uniform(0, 1) > 0.03)
    content = random.int(2) === 0 ? [...kept, box(100 + n)] : kept
    show(painterOf(content), sight)
    const fresh = made()
    fresh.show(painterOf(content), sight)
    const [ours, wanted] = [canvas.pixels, fresh.canvas.pixels]
    expect({ n, isSame: Buffer.from(ours.buffer).equals(Buffer.from(wanted.buffer)) }).toEqual({
      n,
      isSame: true,
    })
  }
})

it('paints only what reaches into the place that changed', () => {
  const left = { x1: 5, y1: 5, x2: 15, y2: 15, color: 1 }
  const right = { x1: 80, y1: 60, x2: 100, y2: 80, color: 2 }
  const added = { x1: 90, y1: 70, x2: 110, y2: 85, color: 3 }
  const view = { scale: 1, x: 0, y: 0 }
  const painted: number[] = []
  const painter = (token: Content): Painter<Content> => {
    const { paint, ...rest } = painterOf(token)
    return {
      ...rest,
      paint: (ctx, at, size, within) =>
        paint(
          new Proxy(ctx, {
            set: (on, key, value) => {
              if (key === 'fillStyle') painted.push(value)
              return Reflect.set(on, key, value)
            },
            get: (on, key) => Reflect.get(on, key),
          }),
          at,
          size,
          within,
        ),
    }
  }
  const { show } = made()
  show(painter([left, right]), sightOf(view, 1))
  expect(painted).toEqual([1, 2])
  show(painter([left, right, added]), sightOf(view, 1))
  expect(painted).toEqual([1, 2, 2, 3])
})
