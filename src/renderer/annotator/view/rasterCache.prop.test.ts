import { expect, it } from 'vitest'
import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import { createRandom } from '../../../shared/random'
import { type Painter, RasterCache, type Sight, type Surface } from './rasterCache'
import { boxToScreen, type StageSize, type Viewport } from './viewport'

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
  const ground = {
    at: { x: 0, y: 0, scale: 1 },
    fit({ width, height }: StageSize, ratio: number) {
      const [w, h] = [Math.ceil(width * ratio), Math.ceil(height * ratio)]
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w
        canvas.height = h
      }
      canvas.setTransform(ratio)
    },
    move(x: number, y: number, scale: number) {
      ground.at = { x, y, scale }
    },
  }
  const surface: Surface = {
    paint({ x1, y1, x2, y2 }, draw) {
      canvas.rect(x1, y1, x2 - x1, y2 - y1)
      canvas.clip()
      canvas.clearRect(x1, y1, x2 - x1, y2 - y1)
      draw(canvas as never)
      canvas.restore()
    },
  }
  const cache = new RasterCache(ground)
  const show = (painter: Painter<Content> | Painter<unknown>, sight: Sight, isMoving = false) =>
    cache.show(new Map([[surface, painter as Painter<unknown>]]), sight, isMoving)
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

it.each([1, 2, 3, 4, 5, 6])('in motion every place in sight shows what belongs there (seed %i)', (seed) => {
  const random = createRandom(seed, 32)
  const ratio = [1, 2, 1.25][random.int(3)]
  // Squares of 10 px of the picture, each of a colour of its own.
  const content: Content = Array.from({ length: 15 * 11 }, (_, i) => {
    const [x1, y1] = [(i % 15) * 10, Math.floor(i / 15) * 10]
    return { x1, y1, x2: x1 + 10, y2: y1 + 10, color: i + 1 }
  })
  const { canvas, ground, show } = made()
  let painted = 0
  const painter = painterOf(content)
  const counted = {
    ...painter,
    paint: (...words: Parameters<typeof painter.paint>) => {
      painted++
      painter.paint(...words)
    },
  }
  let view = { scale: 1, x: -10, y: -10 }
  let numRest = 0
  for (let n = 0; n < 120; n++) {
    const [x, y] = [random.uniform(0, stage.width), random.uniform(0, stage.height)]
    // Zooming goes on for some steps, then comes panning.
    const isZooming = n % 12 < 5
    const zoom = isZooming
      ? random.uniform(...((n % 24 < 12 ? [1.1, 1.9] : [0.5, 0.95]) as [number, number]))
      : 1
    const scale = Math.min(20, Math.max(0.4, view.scale * zoom))
    view = {
      scale,
      x: x - ((x - view.x) * scale) / view.scale + random.uniform(-25, 25),
      y: y - ((y - view.y) * scale) / view.scale + random.uniform(-25, 25),
    }
    // Somewhere of the picture stays in sight, as the controller sees to.
    view.x = Math.min(stage.width - 20, Math.max(20 - 150 * scale, view.x))
    view.y = Math.min(stage.height - 20, Math.max(20 - 110 * scale, view.y))
    const isMoving = random.int(8) !== 0
    if (!isMoving) numRest++
    show(counted, sightOf(view, ratio), isMoving)
    const { at } = ground
    if (!isMoving) expect({ n, scale: at.scale }).toEqual({ n, scale: 1 })
    for (let tries = 0; tries < 20; tries++) {
      const screen = { x: random.uniform(1, stage.width - 1), y: random.uniform(1, stage.height - 1) }
      const place = { x: (screen.x - view.x) / view.scale, y: (screen.y - view.y) / view.scale }
      // Not on the border of a square, where half a pixel decides.
      const near = 1.5 / view.scale / ratio
      const isNearEdge = [place.x, place.y].some((v) => Math.abs(v / 10 - Math.round(v / 10)) * 10 < near)
      const isOut = place.x < 0 || place.y < 0 || place.x > 150 || place.y > 110
      if (isNearEdge || isOut) continue
      const [column, row] = [screen.x - at.x, screen.y - at.y].map((v) => Math.floor((v / at.scale) * ratio))
      const wanted = Math.floor(place.x / 10) + 15 * Math.floor(place.y / 10) + 1
      expect({ n, view, seen: canvas.pixels[row * canvas.width + column] }).toEqual({ n, view, seen: wanted })
    }
  }
  // Most steps only move the ground.
  expect(painted).toBeLessThan(numRest + 75)
})

it('is painted anew where the stage has another size, though the view is the same', () => {
  const { canvas, show } = made()
  const sight = sightOf({ scale: 1, x: 0, y: 0 }, 1)
  show(painterOf([]), sight)
  const before = canvas.width
  show(painterOf([]), { ...sight, stage: { width: 200, height: 90 } })
  expect(canvas.width).toBeGreaterThan(before)
})

it('zooming in paints what is in sight alone, and at rest what lies beside it: the next pan finds it there', () => {
  const box = { x1: 0, y1: 0, x2: 150, y2: 110, color: 1 }
  const painted: unknown[] = []
  const painter: Painter<Content> = {
    ...painterOf([box]),
    paint: (_ctx, _view, _stage, within) => painted.push(within),
  }
  const { show } = made()
  const [far, near] = [
    { scale: 1, x: 0, y: 0 },
    { scale: 4, x: -100, y: -80 },
  ]
  show(painter, sightOf(far, 1))
  show(painter, sightOf(near, 1), true)
  show(painter, sightOf(near, 1))
  // From 8 px left of the picture (lines) and 24 above it (words) to 0.35 of the stage beside it, in whole px.
  const first = { x1: 0, y1: 0, x2: 8 + 162, y2: 24 + 121 }
  // 0.35 of 120 and of 90 beside the stage.
  const whole = { x1: 0, y1: 0, x2: 204, y2: 152 }
  expect(painted).toEqual([first, { x1: 42, y1: 31, x2: 162, y2: 121 }, whole])
  show(painter, sightOf({ ...near, x: near.x + 40, y: near.y - 30 }, 1), true)
  show(painter, sightOf({ ...near, x: near.x + 40, y: near.y - 30 }, 1))
  expect(painted).toHaveLength(3)
})

it('a picture that is seen whole has a ground no larger than it needs with the words at its edge', () => {
  const { canvas, ground, show } = made()
  // 30 x 20 px of the screen in a stage of 500 x 400.
  const sight = { view: { scale: 0.2, x: 200.5, y: 100 }, stage: { width: 500, height: 400 }, ratio: 1 }
  show(painterOf([]), { ...sight, extent: { width: 150, height: 100 } })
  expect([canvas.width, canvas.height]).toEqual([231 + 200 - 192, 24 + 20 + 24])
  expect(ground.at).toEqual({ x: 192, y: 76, scale: 1 })
  // Another picture of another size in the same view has one of its own.
  show(painterOf([]), { ...sight, extent: { width: 160, height: 100 } })
  expect(canvas.width).toBe(233 + 200 - 192)
})

it('what is only sharper waits until the view rests', () => {
  const painted: string[] = []
  const painter = (name: string): Painter<unknown> => ({
    token: name,
    paint: () => painted.push(name),
    changedPlaces: () => 'sharper',
  })
  const { show } = made()
  const sight = sightOf({ scale: 1, x: 0, y: 0 }, 1)
  show(painter('soft'), sight)
  show(painter('sharp'), sightOf({ scale: 1.2, x: 0, y: 0 }, 1), true)
  expect(painted).toEqual(['soft'])
  show(painter('sharp'), sightOf({ scale: 1.2, x: 0, y: 0 }, 1))
  show(painter('sharp'), sightOf({ scale: 1.2, x: 0, y: 0 }, 1))
  expect(painted).toEqual(['soft', 'sharp'])
})

it('zooming out paints ahead: far out of a picture that takes two paintings', () => {
  const painted: number[] = []
  const painter: Painter<Content> = {
    ...painterOf([]),
    paint: (_ctx, { scale }) => painted.push(scale),
  }
  const { show } = made()
  const at = (scale: number) => sightOf({ scale, x: 60 - 75 * scale, y: 45 - 55 * scale }, 1)
  show(painter, at(8))
  for (let scale = 8; scale > 0.8; scale *= 0.9) show(painter, at(scale), true)
  // 152 of 90 px are there at first, enough down to 8 / 1.69 = 4.74: at 4.72 a third of that is painted, enough down to 0.93; then
  // the whole picture, 120 / 150.
  expect(painted.map((scale) => Math.round(scale * 100) / 100)).toEqual([8, 1.57, 0.8])
  show(painter, at(0.8))
  expect(painted.at(-1)).toBeCloseTo(0.8)
})

it('another picture is painted for its own view, though the view has just moved', () => {
  const painted: unknown[] = []
  const painter = (name: string): Painter<unknown> => ({
    token: name,
    paint: (_ctx, { scale }) => painted.push([name, scale]),
    changedPlaces: () => null,
  })
  const { ground, show } = made()
  show(painter('one'), sightOf({ scale: 1, x: 0, y: 0 }, 1))
  show(painter('other'), sightOf({ scale: 1.2, x: 3, y: 4 }, 1), true)
  expect(painted).toEqual([
    ['one', 1],
    ['other', 1.2],
  ])
  expect(ground.at.scale).toBe(1)
})
