import { iou } from '../../shared/geometry/iou'
import type { Random } from '../../shared/random'
import type { Canvas, Color, PixelBounds, Pose, Shape } from './canvas'
import { clamp01, createCanvas, paint, paintShadow } from './canvas'
import { cable, cap, nut, screw, washer } from './parts'

export const sampleClasses = ['nut', 'washer', 'screw'] as const
export type SampleClass = (typeof sampleClasses)[number]

export interface SampleBox extends PixelBounds {
  className: SampleClass
}

export interface SampleScene {
  canvas: Canvas
  /** Bounds of every part whose visible half or more lies in the picture. */
  boxes: SampleBox[]
}

const brass: Color = [206, 163, 78]
const steel: Color = [176, 182, 192]
const zinc: Color = [138, 140, 150]
const copper: Color = [186, 114, 82]
const plastics: readonly Color[] = [
  [196, 62, 54],
  [46, 108, 190],
  [58, 142, 88],
  [226, 176, 44],
]

/**
 * A workbench seen from above, with nuts (common), washers (small) and screws (rare), caps and cables between
 * them, uneven light, noise, and now and then a picture that is out of focus.
 */
export function drawScene(random: Random, width: number, height: number): SampleScene {
  const canvas = createCanvas(width, height)
  drawBench(canvas, random)
  const blur = random.chance(0.2) ? random.uniform(0.6, 1.6) : 0
  const taken: PixelBounds[] = []
  drawClutter(canvas, random, blur)
  const boxes = chooseParts(random).flatMap(({ className, shape }) => {
    const pose = findPlace(random, canvas, shape, taken)
    if (pose === null) return []
    const isSoft = random.chance(0.12)
    paintShadow(canvas, shape, pose, 5 + shape.reach * 0.08, 0.42)
    const bounds = paint(canvas, shape, pose, blur + (isSoft ? random.uniform(0.8, 1.8) : 0))
    if (bounds === null || isSliver(bounds, shape, canvas)) return []
    taken.push(bounds)
    return [{ className, ...bounds }]
  })
  if (random.chance(0.45)) drawCable(canvas, random, blur)
  light(canvas, random)
  return { canvas, boxes }
}

function chooseParts(random: Random): { className: SampleClass; shape: Shape }[] {
  const parts: { className: SampleClass; shape: Shape }[] = []
  const numNuts = 2 + random.int(4)
  const numWashers = 2 + random.int(5)
  const numScrews = random.chance(0.3) ? 1 + random.int(2) : 0
  for (let i = 0; i < numScrews; i++) {
    parts.push({ className: 'screw', shape: screw(random.uniform(80, 130), tinted(zinc, random)) })
  }
  for (let i = 0; i < numNuts; i++) {
    const metal = random.chance(0.7) ? brass : steel
    parts.push({ className: 'nut', shape: nut(random.uniform(20, 38), tinted(metal, random)) })
  }
  for (let i = 0; i < numWashers; i++) {
    const metal = random.chance(0.75) ? steel : copper
    parts.push({ className: 'washer', shape: washer(random.uniform(11, 20), tinted(metal, random)) })
  }
  return random.shuffle(parts)
}

/** A spot where the part hides little of what lies there already; null after many tries. */
function findPlace(random: Random, canvas: Canvas, shape: Shape, taken: readonly PixelBounds[]): Pose | null {
  for (let tries = 0; tries < 40; tries++) {
    const margin = shape.reach * (random.chance(0.12) ? 0.4 : 1)
    const pose = {
      x: random.uniform(margin, canvas.width - margin),
      y: random.uniform(margin, canvas.height - margin),
      angle: random.uniform(0, 2 * Math.PI),
    }
    const around = {
      x1: pose.x - shape.reach,
      y1: pose.y - shape.reach,
      x2: pose.x + shape.reach,
      y2: pose.y + shape.reach,
    }
    if (taken.every((other) => iou(around, other) < 0.12)) return pose
  }
  return null
}

/** What the picture's edge leaves of a part may be too little to tell what it is. */
function isSliver(bounds: PixelBounds, shape: Shape, { width, height }: Canvas): boolean {
  const isCut = bounds.x1 === 0 || bounds.y1 === 0 || bounds.x2 === width || bounds.y2 === height
  return isCut && Math.min(bounds.x2 - bounds.x1, bounds.y2 - bounds.y1) < shape.reach * 0.5
}

/** Brushed, slightly scratched metal or a wooden board. */
function drawBench(canvas: Canvas, random: Random): void {
  const isWood = random.chance(0.4)
  const base: Color = isWood ? [158, 124, 88] : [112, 118, 126]
  const streak = new Float32Array(canvas.height)
  let level = 0
  for (let y = 0; y < canvas.height; y++) {
    level = 0.82 * level + random.normal() * (isWood ? 5 : 3)
    streak[y] = level
  }
  const wave = random.uniform(0.004, 0.012)
  const phase = random.uniform(0, 6)
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const bend = isWood ? 9 * Math.sin(x * wave + phase) : 0
      const row = Math.min(canvas.height - 1, Math.max(0, Math.round(y + bend)))
      const grain = streak[row] + random.normal() * 2.2
      for (let c = 0; c < 3; c++) canvas.pixels[(y * canvas.width + x) * 3 + c] = base[c] + grain
    }
  }
  for (let scratch = random.int(6); scratch > 0; scratch--) drawScratch(canvas, random)
}

function drawScratch(canvas: Canvas, random: Random): void {
  const length = random.uniform(30, 160)
  const line: Shape = {
    reach: length / 2,
    distance: (u, v) => Math.max(Math.abs(u) - length / 2, Math.abs(v) - 0.4),
    color: () => [190, 190, 190],
  }
  const pose = {
    x: random.uniform(0, canvas.width),
    y: random.uniform(0, canvas.height),
    angle: random.uniform(-0.5, 0.5),
  }
  paint(canvas, line, pose, 0.4)
}

function drawClutter(canvas: Canvas, random: Random, blur: number): void {
  for (let i = random.int(4); i > 0; i--) {
    const shape = cap(random.uniform(12, 30), plastics[random.int(plastics.length)])
    const pose = { x: random.uniform(0, canvas.width), y: random.uniform(0, canvas.height), angle: 0 }
    paintShadow(canvas, shape, pose, 7, 0.4)
    paint(canvas, shape, pose, blur)
  }
}

function drawCable(canvas: Canvas, random: Random, blur: number): void {
  const shape = cable(
    random.uniform(140, 320),
    random.uniform(5, 9),
    random.uniform(0.3, 0.9),
    plastics[random.int(plastics.length)],
  )
  const pose = {
    x: random.uniform(-100, canvas.width + 100),
    y: random.uniform(-100, canvas.height + 100),
    angle: random.uniform(0, 2 * Math.PI),
  }
  paintShadow(canvas, shape, pose, 5, 0.35)
  paint(canvas, shape, pose, blur)
}

/** A lamp on one side, darker corners, and the noise of a small sensor. */
function light(canvas: Canvas, random: Random): void {
  const direction = random.uniform(0, 2 * Math.PI)
  const unevenness = random.uniform(0.05, 0.28)
  const exposure = random.uniform(0.82, 1.15)
  const noise = random.uniform(2, 6)
  const { width, height, pixels } = canvas
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (2 * x) / width - 1
      const v = (2 * y) / height - 1
      const lamp = 1 + unevenness * (u * Math.cos(direction) + v * Math.sin(direction))
      const gain = exposure * lamp * (1 - 0.14 * clamp01((u * u + v * v) / 2))
      const grain = random.normal() * noise
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 3 + c
        pixels[at] = pixels[at] * gain + grain
      }
    }
  }
}

function tinted(color: Color, random: Random): Color {
  const shift = random.uniform(0.88, 1.1)
  return [
    color[0] * shift * random.uniform(0.97, 1.03),
    color[1] * shift,
    color[2] * shift * random.uniform(0.96, 1.04),
  ]
}
