import { createRandom } from '../../../shared/random'
import { TrainConfig, type TrainConfigInput } from '../../../shared/training/config/index'
import { type JobImage, TRAINER_PROTOCOL_VERSION, type TrainJob } from '../../../shared/training/protocol'
import type { PictureDecoder } from '../worker/pictureCache'

export const SIDE = 96
const OBJECTS = 2

/** Pictures in memory: grey noise with bright discs (class 0) and dark squares (class 1) on it, and their boxes. */
export interface GeneratedPictures {
  images: JobImage[]
  decode: PictureDecoder
}

/** Makes `numTrain` pictures to learn from and `numVal` others; the same seed gives the same pictures. */
export function generatePictures(numTrain: number, numVal: number, seed = 7): GeneratedPictures {
  const pixels = new Map<string, Uint8Array>()
  const images = Array.from({ length: numTrain + numVal }, (_, i): JobImage => {
    const file = `/generated/${i}.png`
    const { rgb, boxes } = drawPicture(seed, i)
    pixels.set(file, rgb)
    const split = i < numTrain ? 'train' : 'val'
    return { id: String(i), file, width: SIDE, height: SIDE, split, boxes, marks: [] }
  })
  const decode: PictureDecoder = async (file, width, height) => {
    const rgb = pixels.get(file)
    if (rgb === undefined) throw new Error(`${file}: no such picture`)
    return nearest(rgb, width, height)
  }
  return { images, decode }
}

/** A job over generated pictures: a small input, the trunk that needs no file, and no augmentation. */
export function generatedJob(images: JobImage[], runFolder: string, config: TrainConfigInput = {}): TrainJob {
  const { schedule, optimizer, ...rest } = config
  return {
    protocolVersion: TRAINER_PROTOCOL_VERSION,
    runId: 'run-0001',
    runFolder,
    classes: ['disc', 'square'],
    config: TrainConfig.parse({
      trunk: 'tiny',
      input: { size: SIDE, shape: 'square' },
      augment: { flipHorizontal: false, crop: 0, zoomOut: 0, color: 0 },
      ...rest,
      optimizer: { learningRate: 4e-3, emaDecay: 0, ...optimizer },
      schedule: { batchSize: 4, warmupSteps: 5, epochs: 4, freeze: 'none', ...schedule },
    }),
    images,
    startFolder: null,
    resume: false,
  }
}

function drawPicture(seed: number, index: number) {
  const random = createRandom(seed, index)
  const rgb = Uint8Array.from({ length: SIDE * SIDE * 3 }, () => 110 + random.int(30))
  const boxes: JobImage['boxes'] = []
  while (boxes.length < OBJECTS) {
    const size = 22 + random.int(14)
    const x1 = random.int(SIDE - size)
    const y1 = random.int(SIDE - size)
    const box = { x1, y1, x2: x1 + size, y2: y1 + size, classIndex: boxes.length % 2, ignore: false }
    if (boxes.some((b) => box.x1 < b.x2 && b.x1 < box.x2 && box.y1 < b.y2 && b.y1 < box.y2)) continue
    boxes.push(box)
    paint(rgb, box)
  }
  return { rgb, boxes }
}

function paint(rgb: Uint8Array, { x1, y1, x2, y2, classIndex }: JobImage['boxes'][number]): void {
  const radius = (x2 - x1) / 2
  for (let y = y1; y < y2; y++) {
    for (let x = x1; x < x2; x++) {
      const isInside = classIndex === 1 || Math.hypot(x + 0.5 - x1 - radius, y + 0.5 - y1 - radius) <= radius
      if (isInside) rgb.fill(classIndex === 0 ? 235 : 15, (y * SIDE + x) * 3, (y * SIDE + x) * 3 + 3)
    }
  }
}

function nearest(rgb: Uint8Array, width: number, height: number): Uint8Array {
  const resized = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * SIDE) / height)
    for (let x = 0; x < width; x++) {
      const from = (row * SIDE + Math.floor(((x + 0.5) * SIDE) / width)) * 3
      resized.set(rgb.subarray(from, from + 3), (y * width + x) * 3)
    }
  }
  return resized
}
