import { createRandom } from '../../../shared/random'
import { anchorShapes } from '../../detector/anchors/index'
import { initialWeights } from '../../detector/initialWeights'
import type { Model } from '../../detector/modelFile'
import { type Architecture, parameterShapes, pyramidGrid } from '../../detector/network/architecture'
import type { NamedTensor } from '../../detector/safetensors'
import { trunks } from '../../detector/trunks/index'

export interface TestModelOptions {
  trunk?: Architecture['trunk']
  width?: number
  height?: number
  numClasses?: number
  levels?: number[]
  neck?: Architecture['neck']
  scoring?: Architecture['scoring']
  quality?: Architecture['quality']
  /** Trained trunk weights. */
  trained?: ReadonlyMap<string, NamedTensor> | null
  seed?: number
  detection?: Partial<Model['manifest']['detection']>
}

/** A detector with heads loud enough that a picture of noise gives detections of every class, all seeded. */
export function testModel(options: TestModelOptions = {}): Model {
  const { neck = 'pathAggregation', scoring = 'sigmoid', quality = 'none' } = options
  const { trunk = 'tiny', width = 96, height = 64, numClasses = 3, levels = [3, 4, 5, 6], seed = 1 } = options
  const strides = levels.map((level) => 2 ** level)
  const shapes = anchorShapes(
    { kind: 'retina', scale: 3, octaves: 2, ratios: [0.5, 1, 2] },
    { width, height },
    strides,
  )
  const architecture: Architecture = {
    trunk,
    neck,
    input: { width, height },
    numClasses,
    levels: levels.map((level, i) => ({
      level,
      stride: strides[i],
      ...pyramidGrid({ width, height }, level),
      shapes: shapes[i].map(([w, h]) => [w, h]),
    })),
    scoring,
    quality,
  }
  const weights = initialWeights(architecture, options.trained ?? null, seed)
  amplifyHeads(architecture, weights, seed)
  return {
    weights,
    manifest: {
      format: 'focal-studio-model',
      version: 1,
      architecture,
      classes: Array.from({ length: numClasses }, (_, i) => `class ${i}`),
      preprocessing: {
        fit: 'stretch',
        channels: 'RGB',
        mean: [...trunks[trunk].preprocessing.mean],
        std: [...trunks[trunk].preprocessing.std],
        depth: { kind: 'auto' },
      },
      coding: { weights: [10, 10, 5, 5], maxLogScale: Math.log(1000 / 16) },
      detection: {
        scoreThreshold: 0.05,
        nms: 'hard',
        nmsIou: 0.5,
        softSigma: 0.5,
        maxDetections: 100,
        ...options.detection,
      },
      tiling: null,
      training: { runId: 'run-0001', seed, preset: 'quick', epoch: 0, step: 0, valAP: null, valAP50: null },
    },
  }
}

function amplifyHeads(architecture: Architecture, weights: Map<string, NamedTensor>, seed: number): void {
  const random = createRandom(seed, 0x4ead)
  for (const [name, shape] of parameterShapes(architecture)) {
    if (!/^head\d\.(class|box|quality)\./.test(name)) continue
    const size = shape.reduce((product, side) => product * side, 1)
    const isKernel = name.endsWith('.kernel')
    const scale = isKernel ? 1.5 / Math.sqrt(shape[2]) : 0.3
    const shift = name.endsWith('class.bias') ? -2.5 : 0
    weights.set(name, {
      shape,
      values: Float32Array.from({ length: size }, () => shift + scale * random.normal()),
    })
  }
}

/** Smooth noise, uint8 RGB [H, W, 3]: as a photograph, neighbours resemble each other. */
export function testPicture(width: number, height: number, seed: number): Uint8Array {
  const random = createRandom(seed, 0x91c)
  const waves = Array.from({ length: 12 }, () => ({
    x: random.uniform(-0.25, 0.25),
    y: random.uniform(-0.25, 0.25),
    phase: random.uniform(0, 6.3),
    channel: random.int(3),
  }))
  const pixels = new Uint8Array(width * height * 3)
  for (let i = 0; i < pixels.length; i++) {
    const column = Math.floor(i / 3) % width
    const row = Math.floor(i / (3 * width))
    let value = 127 + 20 * random.normal()
    for (const wave of waves) {
      if (wave.channel === i % 3) value += 40 * Math.sin(wave.x * column + wave.y * row + wave.phase)
    }
    pixels[i] = Math.max(0, Math.min(255, Math.round(value)))
  }
  return pixels
}
