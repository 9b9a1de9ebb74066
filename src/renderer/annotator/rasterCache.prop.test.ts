import { afterEach, expect, it, vi } from 'vitest'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import { createRandom } from '../../shared/random'
import { type Painting, RasterCache } from './rasterCache'
import { boxToScreen } from './viewport'

afterEach(() => vi.unstubAllGlobals())

/** As much of a canvas as the cache needs, a number a pixel. */
class PlainCanvas {
  pixels = new Int32Array(0)
  private size = [0, 0]
  private ratio = 1
  private clips: BoxXyxyPx[] = []
  private pending: BoxXyxyPx | null = null
  fillStyle = 0
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
  drawImage() {}
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

type Content = readonly (BoxXyxyPx & { color: number })[]

const stage = { width: 120, height: 90 }

const paintingOf = (token: Content, ratio: number, view: Painting<Content>['view']): Painting<Content> => ({
  view,
  stage,
  ratio,
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
  const made: PlainCanvas[] = []
  vi.stubGlobal('document', {
    createElement: () => {
      const canvas = new PlainCanvas()
      made.push(canvas)
      return canvas
    },
  })
  const ratio = [1, 2, 1.25][random.int(3)]
  const view = { scale: random.uniform(0.5, 2), x: random.uniform(-20, 20), y: random.uniform(-20, 20) }
  const box = (color: number) => {
    const [x1, y1] = [random.uniform(-40, 150), random.uniform(-40, 110)]
    return { x1, y1, x2: x1 + random.uniform(1, 40), y2: y1 + random.uniform(1, 40), color }
  }
  let content: Content = Array.from({ length: 40 }, (_, i) => box(i + 1))
  const target = new PlainCanvas() as unknown as CanvasRenderingContext2D
  const cache = new RasterCache<Content>()
  cache.draw(target, paintingOf(content, ratio, view), false)
  for (let n = 0; n < 30; n++) {
    const kept = content.filter(() => random.uniform(0, 1) > 0.03)
    content = random.int(2) === 0 ? [...kept, box(100 + n)] : kept
    cache.draw(target, paintingOf(content, ratio, view), false)
    const fresh = new RasterCache<Content>()
    fresh.draw(target, paintingOf(content, ratio, view), false)
    const [ours, wanted] = [made[0].pixels, made.at(-1)?.pixels ?? new Int32Array(0)]
    expect({ n, isSame: Buffer.from(ours.buffer).equals(Buffer.from(wanted.buffer)) }).toEqual({
      n,
      isSame: true,
    })
  }
})

it('paints only what reaches into the place that changed', () => {
  vi.stubGlobal('document', { createElement: () => new PlainCanvas() })
  const left = { x1: 5, y1: 5, x2: 15, y2: 15, color: 1 }
  const right = { x1: 80, y1: 60, x2: 100, y2: 80, color: 2 }
  const added = { x1: 90, y1: 70, x2: 110, y2: 85, color: 3 }
  const view = { scale: 1, x: 0, y: 0 }
  const painted: number[] = []
  const painting = (token: Content): Painting<Content> => {
    const { paint, ...rest } = paintingOf(token, 1, view)
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
  const target = new PlainCanvas() as unknown as CanvasRenderingContext2D
  const cache = new RasterCache<Content>()
  cache.draw(target, painting([left, right]), false)
  expect(painted).toEqual([1, 2])
  cache.draw(target, painting([left, right, added]), false)
  expect(painted).toEqual([1, 2, 2, 3])
})
