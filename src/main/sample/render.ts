import type { Random } from '../../shared/random'
import { clamp01, smoothstep } from './noise'
import type { Scene, Thing } from './scene'
import type { Surface, Tint } from './shapes'

/** Where one thing is in the picture. */
export interface ThingMask {
  /** Pixels it covers by half or more, whether or not something lies on them: [x1, x2) x [y1, y2); null: none. */
  box: { x1: number; y1: number; x2: number; y2: number } | null
  numPixels: number
  /** Those of them that are seen. */
  numVisible: number
}

export interface Rendered {
  /** RGBA, 8 bits. */
  rgba: Uint8Array
  /** One a thing of the scene, in its order. */
  masks: ThingMask[]
  /** Topmost thing at each pixel, -1 for the bench: [height, width]. */
  topmost: Int16Array
}

/** Draws a scene: bench, then each thing with its soft shadow, then lens and sensor. */
export function renderScene(scene: Scene, random: Random): Rendered {
  const { width, height } = scene
  const colour = new Float32Array(3 * width * height)
  const topmost = new Int16Array(width * height).fill(-1)
  const lamp = new Lamp(scene)
  drawBench(scene, lamp, colour)
  const masks = scene.things.map((thing, index) => {
    drawShadow(scene, thing, colour)
    return drawThing(scene, lamp, thing, index, { colour, topmost })
  })
  for (let pixel = 0; pixel < topmost.length; pixel++) {
    const mask = masks[topmost[pixel] as number]
    if (mask) mask.numVisible++
  }
  const seen = scene.blur > 0 ? blur(colour, width, height, scene.blur) : colour
  return { rgba: develop(seen, scene, random), masks, topmost }
}

/** Strength of the lamp at each pixel: a pool of light on the bench, the product of a row and a column. */
class Lamp {
  private readonly columns: Float64Array
  private readonly rows: Float64Array

  constructor({ width, height, pool }: Scene) {
    const along = (size: number, centre: number) =>
      Float64Array.from({ length: size }, (_, i) => Math.exp(-0.9 * ((i - centre) / pool.radius) ** 2))
    this.columns = along(width, pool.x)
    this.rows = along(height, pool.y)
  }

  at(column: number, row: number): number {
    return 0.4 + 0.95 * (this.columns[column] as number) * (this.rows[row] as number)
  }
}

function drawBench(scene: Scene, lamp: Lamp, colour: Float32Array): void {
  const tint: Tint = { r: 0, g: 0, b: 0 }
  for (let y = 0, at = 0; y < scene.height; y++)
    for (let x = 0; x < scene.width; x++, at += 3) {
      scene.bench(x, y, tint)
      const strength = lamp.at(x, y)
      colour[at] = tint.r * strength * scene.warmth
      colour[at + 1] = tint.g * strength
      colour[at + 2] = (tint.b * strength) / scene.warmth
    }
}

/** Calls `visit` for each pixel within `reach` of a thing, with the pixel's middle in the thing's own coordinates. */
function around(
  scene: Scene,
  thing: Thing,
  shift: { x: number; y: number },
  reach: number,
  visit: (pixel: number, x: number, y: number) => void,
): void {
  const [cos, sin] = [Math.cos(thing.angle), Math.sin(thing.angle)]
  const [centreX, centreY] = [thing.x + shift.x, thing.y + shift.y]
  const lastX = Math.min(scene.width - 1, Math.ceil(centreX + reach))
  const lastY = Math.min(scene.height - 1, Math.ceil(centreY + reach))
  for (let y = Math.max(0, Math.floor(centreY - reach)); y <= lastY; y++)
    for (let x = Math.max(0, Math.floor(centreX - reach)); x <= lastX; x++) {
      const dx = x + 0.5 - centreX
      const dy = y + 0.5 - centreY
      visit(y * scene.width + x, cos * dx + sin * dy, cos * dy - sin * dx)
    }
}

/** A shadow away from the lamp, softer the higher the thing stands, and a darker line where it touches the bench. */
function drawShadow(scene: Scene, thing: Thing, colour: Float32Array): void {
  const { shape } = thing
  const { light } = scene
  const long = (0.8 * shape.height) / light.z
  const soft = 1.5 + 0.45 * shape.height
  const darken = (pixel: number, amount: number) => {
    const keep = 1 - amount
    for (let channel = 3 * pixel; channel < 3 * pixel + 3; channel++)
      colour[channel] = (colour[channel] as number) * keep
  }
  around(scene, thing, { x: -light.x * long, y: -light.y * long }, shape.reach + soft, (pixel, x, y) => {
    const amount = 0.62 * smoothstep(soft, -soft, shape.distance(x, y))
    if (amount > 0) darken(pixel, amount)
  })
  around(scene, thing, { x: 0, y: 0 }, shape.reach + 3, (pixel, x, y) => {
    const amount = 0.4 * smoothstep(2.5, -0.5, shape.distance(x, y))
    if (amount > 0) darken(pixel, amount)
  })
}

function drawThing(
  scene: Scene,
  lamp: Lamp,
  thing: Thing,
  index: number,
  { colour, topmost }: { colour: Float32Array; topmost: Int16Array },
): ThingMask {
  const { shape } = thing
  const surface: Surface = { r: 0, g: 0, b: 0, slopeX: 0, slopeY: 0, gloss: 0, metal: false }
  const mask: ThingMask = { box: null, numPixels: 0, numVisible: 0 }
  const [cos, sin] = [Math.cos(thing.angle), Math.sin(thing.angle)]
  around(scene, thing, { x: 0, y: 0 }, shape.reach + 1, (pixel, x, y) => {
    const distance = shape.distance(x, y)
    const coverage = clamp01(0.5 - distance)
    if (coverage === 0) return
    shape.surface(x, y, distance, surface)
    const slopeX = cos * surface.slopeX - sin * surface.slopeY
    const slopeY = sin * surface.slopeX + cos * surface.slopeY
    const [column, row] = [pixel % scene.width, Math.floor(pixel / scene.width)]
    const lit = illuminate(scene, surface, slopeX, slopeY)
    const strength = lamp.at(column, row)
    const at = 3 * pixel
    colour[at] = mix(colour[at] as number, lit.r * strength * scene.warmth, coverage)
    colour[at + 1] = mix(colour[at + 1] as number, lit.g * strength, coverage)
    colour[at + 2] = mix(colour[at + 2] as number, (lit.b * strength) / scene.warmth, coverage)
    if (coverage < 0.5) return
    topmost[pixel] = index
    grow(mask, column, row)
  })
  return mask
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t

function grow(mask: ThingMask, column: number, row: number): void {
  mask.numPixels++
  const { box } = mask
  if (!box) mask.box = { x1: column, y1: row, x2: column + 1, y2: row + 1 }
  else {
    box.x1 = Math.min(box.x1, column)
    box.y1 = Math.min(box.y1, row)
    box.x2 = Math.max(box.x2, column + 1)
    box.y2 = Math.max(box.y2, row + 1)
  }
}

/** Colour of a lit point: metal mirrors a bright ceiling and a dark room, other things scatter; both have a glint. */
function illuminate({ light }: Scene, surface: Surface, slopeX: number, slopeY: number): Tint {
  const length = Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1)
  const [nx, ny, nz] = [slopeX / length, slopeY / length, 1 / length]
  const diffuse = Math.max(0, nx * light.x + ny * light.y + nz * light.z)
  // Halfway between lamp and eye, which looks straight down.
  const half = Math.sqrt(2 + 2 * light.z)
  const towards = Math.max(0, (nx * light.x + ny * light.y + nz * (light.z + 1)) / half)
  const glint = surface.gloss * towards ** 48
  if (!surface.metal) {
    const shade = 0.25 + 0.95 * diffuse
    return {
      r: surface.r * shade + 0.5 * glint,
      g: surface.g * shade + 0.5 * glint,
      b: surface.b * shade + 0.5 * glint,
    }
  }
  // Height of the mirrored ray towards the lamp's side of the room.
  const mirrored = 2 * nz * (nx * light.x + ny * light.y)
  const room = 0.1 + 0.85 * smoothstep(-0.6, 0.85, mirrored)
  const shade = 0.4 * diffuse + 0.75 * room
  return {
    r: surface.r * shade + 0.9 * glint,
    g: surface.g * shade + 0.9 * glint,
    b: surface.b * shade + 0.9 * glint,
  }
}

/** Separable Gaussian blur; the border repeats. */
function blur(colour: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const radius = Math.ceil(2.5 * sigma)
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  /** Blurs lines of `size` pixels, `step` values apart. */
  const pass = (from: Float32Array, numLines: number, lineStep: number, size: number, step: number) => {
    const to = new Float32Array(from.length)
    for (let line = 0; line < numLines; line++)
      for (let i = 0; i < size; i++)
        for (let tap = -radius; tap <= radius; tap++) {
          const source = line * lineStep + Math.min(size - 1, Math.max(0, i + tap)) * step
          const target = line * lineStep + i * step
          const weight = (weights[tap + radius] as number) / total
          for (let channel = 0; channel < 3; channel++)
            to[target + channel] =
              (to[target + channel] as number) + weight * (from[source + channel] as number)
        }
    return to
  }
  return pass(pass(colour, height, 3 * width, width, 3), width, 3, height, 3 * width)
}

/** Steps of the tone curve's table, and the brightness at its end. */
const NUM_TONES = 4096
const BRIGHTEST = 4

/** Exposure, a film-like shoulder, gamma 2.2. */
function toneCurve(exposure: number): Float32Array {
  const tones = new Float32Array(NUM_TONES)
  for (let i = 0; i < NUM_TONES; i++) {
    const exposed = (1.75 * exposure * BRIGHTEST * i) / (NUM_TONES - 1)
    tones[i] = 255 * (1 - Math.exp(-exposed)) ** (1 / 2.2)
  }
  return tones
}

/** A power of two, so that a mask wraps an index around. */
const NUM_GRAINS = 8192

/** Tone curve and sensor noise. Each row reads the table of noise from a place of its own. */
function develop(colour: Float32Array, scene: Scene, random: Random): Uint8Array {
  const { width, height } = scene
  const tones = toneCurve(scene.exposure)
  const grains = new Float32Array(NUM_GRAINS)
  for (let i = 0; i < NUM_GRAINS; i++) grains[i] = scene.noise * random.normal()
  const toTone = (NUM_TONES - 1) / BRIGHTEST
  // Rounds and clamps what is written into it.
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255)
  for (let row = 0, from = 0, to = 0; row < height; row++) {
    const luma = random.int(NUM_GRAINS)
    const chroma = random.int(NUM_GRAINS)
    for (let column = 0; column < width; column++, from += 3, to += 4) {
      const grain = grains[(luma + column) & (NUM_GRAINS - 1)] as number
      const tint = 0.25 * (grains[(chroma + column) & (NUM_GRAINS - 1)] as number)
      for (let channel = 0; channel < 3; channel++) {
        const light = Math.min(BRIGHTEST, colour[from + channel] as number)
        rgba[to + channel] = (tones[(light * toTone) | 0] as number) + grain + (channel - 1) * tint
      }
    }
  }
  return new Uint8Array(rgba.buffer)
}
