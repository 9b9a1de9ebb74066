import type { Random } from '../../shared/random'
import { type Bench, benches } from './bench'
import { nut, paperScrap, pencil, rubberRing, type Shape, screw, type Tint, turning, washer } from './shapes'

/** The classes of the sample, in the order of the project: common, small, rare. */
export const sampleClasses = ['nut', 'washer', 'screw'] as const
export type SampleClass = (typeof sampleClasses)[number]

export interface Thing {
  shape: Shape
  /** undefined: clutter, which has no box. */
  className: SampleClass | undefined
  x: number
  y: number
  /** Radians. */
  angle: number
}

export interface Scene {
  width: number
  height: number
  bench: Bench
  /** Direction to the lamp, length 1, z towards the eye. */
  light: { x: number; y: number; z: number }
  /** Where the lamp's pool of light lies, and how warm it is (1 neutral). */
  pool: { x: number; y: number; radius: number }
  warmth: number
  exposure: number
  /** Radius of the lens blur in px, 0 for most pictures. */
  blur: number
  /** Standard deviation of the sensor noise, in 8-bit steps. */
  noise: number
  /** Bottom first: later things lie on earlier ones. */
  things: Thing[]
}

const METALS: Readonly<Record<'steel' | 'zinc' | 'brass' | 'copper' | 'black', Tint>> = {
  steel: { r: 0.5, g: 0.525, b: 0.56 },
  zinc: { r: 0.52, g: 0.46, b: 0.27 },
  brass: { r: 0.64, g: 0.41, b: 0.09 },
  copper: { r: 0.6, g: 0.25, b: 0.12 },
  black: { r: 0.11, g: 0.115, b: 0.13 },
}

/** How many of a class lie in a picture: one that is everywhere, one that is small, one that is rare. */
const NUM_NUTS = { low: 2, high: 5 }
const NUM_WASHERS = { low: 1, high: 4 }
const SCREW_CHANCE = 0.4
const EMPTY_CHANCE = 0.05

/** Deals out one picture: bench, light, things and clutter. Sizes are those of a 480 px wide picture, scaled. */
export function dealScene(random: Random, width: number, height: number): Scene {
  const pick = <T>(items: readonly T[]): T => items[random.int(items.length)] as T
  const seed = random.int(1_000_000)
  const angle = random.uniform(0, 2 * Math.PI)
  const tilt = random.uniform(0.75, 1.05)
  const light = {
    x: Math.cos(angle) * Math.sin(tilt),
    y: Math.sin(angle) * Math.sin(tilt),
    z: Math.cos(tilt),
  }
  const scene: Scene = {
    width,
    height,
    bench: pick(benches)(seed),
    light,
    pool: {
      x: width * (0.5 + 0.4 * light.x) + random.uniform(-30, 30),
      y: height * (0.5 + 0.4 * light.y) + random.uniform(-30, 30),
      radius: width * random.uniform(0.5, 0.8),
    },
    warmth: random.uniform(0.94, 1.08),
    exposure: random.uniform(0.85, 1.2),
    blur: random.chance(0.15) ? random.uniform(0.6, 1.3) : 0,
    noise: random.uniform(1, 4),
    things: [],
  }
  const scale = (width / 480) * random.uniform(0.85, 1.15)
  for (const [className, shape] of dealShapes(random, scale, seed)) place(scene, random, shape, className)
  return scene
}

type Dealt = [SampleClass | undefined, Shape]

function dealShapes(random: Random, scale: number, seed: number): Dealt[] {
  const pick = <T>(items: readonly T[]): T => items[random.int(items.length)] as T
  const between = ({ low, high }: { low: number; high: number }) => low + random.int(high - low + 1)
  const size = (low: number, high: number) => scale * random.uniform(low, high)
  const { steel, zinc, brass, copper, black } = METALS
  const clutter: Dealt[] = Array.from({ length: 1 + random.int(4) }, () => {
    const shapes = [
      () => rubberRing(size(13, 26)),
      () => turning(size(8, 16), seed),
      () => paperScrap(size(18, 42), size(14, 30), seed + random.int(100)),
      () =>
        pencil(
          size(90, 150),
          pick([
            { r: 0.6, g: 0.38, b: 0.03 },
            { r: 0.04, g: 0.1, b: 0.36 },
            { r: 0.42, g: 0.04, b: 0.03 },
          ]),
        ),
    ]
    return [undefined, pick(shapes)()]
  })
  if (random.chance(EMPTY_CHANCE)) return clutter
  const things: Dealt[] = []
  for (let i = between(NUM_NUTS); i > 0; i--)
    things.push(['nut', nut(size(22, 41), pick([steel, steel, zinc, brass]), seed + i)])
  for (let i = between(NUM_WASHERS); i > 0; i--)
    things.push(['washer', washer(size(13, 19), pick([steel, steel, copper, zinc]), seed + 20 + i)])
  if (random.chance(SCREW_CHANCE))
    things.push(['screw', screw(size(88, 130), pick([steel, black, brass]), seed + 40)])
  // Paper lies under the parts; everything else as it fell.
  return [...clutter, ...random.shuffle(things)]
}

const MAX_TRIES = 40
/** Share of the summed reaches that two centres keep apart; lower values let things lie on each other. */
const APART = 0.86
const APART_TOUCHING = 0.62
const TOUCHING_CHANCE = 0.25

/** Finds a free place, at times half on another thing or over the edge of the picture; gives up on a full bench. */
function place(scene: Scene, random: Random, shape: Shape, className: SampleClass | undefined): void {
  const apart = random.chance(TOUCHING_CHANCE) ? APART_TOUCHING : APART
  // A small margin lets a thing be cut by the edge, with more than its half still there.
  const margin = random.chance(0.12) ? 0.15 * shape.reach : Math.min(shape.reach, scene.height / 2.2)
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const thing: Thing = {
      shape,
      className,
      x: random.uniform(margin, scene.width - margin),
      y: random.uniform(margin, scene.height - margin),
      angle: random.uniform(0, 2 * Math.PI),
    }
    const isFree = scene.things.every((other) => {
      const bothClutter = className === undefined && other.className === undefined
      const needed = (bothClutter ? 0.5 : apart) * (shape.reach + other.shape.reach)
      return Math.hypot(thing.x - other.x, thing.y - other.y) >= needed
    })
    if (!isFree) continue
    scene.things.push(thing)
    return
  }
}
