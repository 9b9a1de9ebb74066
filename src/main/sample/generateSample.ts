import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { createRandom } from '../../shared/random'
import { atomicWrite } from '../fs/atomicWrite'
import type { Canvas } from './canvas'
import { drawScene, type SampleBox, sampleClasses } from './scene'

export interface SampleOptions {
  count: number
  seed: number
  width: number
  height: number
}

export const defaultSample: SampleOptions = { count: 60, seed: 7, width: 480, height: 360 }

/** Name of the label file beside the pictures. */
export const SAMPLE_LABELS = 'labels.coco.json'

/**
 * Writes generated pictures of a workbench and their boxes (COCO) into a folder: the same options give the
 * same bytes. This is the sample project, and what a bare clone is tested with.
 */
export async function generateSample(folder: string, options: Partial<SampleOptions> = {}): Promise<void> {
  const { count, seed, width, height } = { ...defaultSample, ...options }
  await mkdir(folder, { recursive: true })
  const boxes: SampleBox[][] = []
  for (let index = 0; index < count; index++) {
    const scene = drawScene(createRandom(seed, index), width, height)
    boxes.push(scene.boxes)
    await atomicWrite(join(folder, sampleName(index)), await encodeJpeg(scene.canvas))
  }
  await atomicWrite(join(folder, SAMPLE_LABELS), `${JSON.stringify(cocoOf(boxes, width, height))}\n`)
}

export const sampleName = (index: number): string => `bench-${String(index + 1).padStart(3, '0')}.jpg`

function encodeJpeg({ width, height, pixels }: Canvas): Promise<Uint8Array> {
  const rgba = new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = Math.min(255, Math.max(0, Math.round(pixels[i * 3 + c])))
    rgba[i * 4 + 3] = 255
  }
  return Transformer.fromRgbaPixels(rgba, width, height).jpeg(90)
}

function cocoOf(boxes: readonly SampleBox[][], width: number, height: number): object {
  return {
    info: { description: 'Generated pictures of a workbench (Focal Studio sample project, CC0)' },
    images: boxes.map((_, index) => ({ id: index + 1, file_name: sampleName(index), width, height })),
    categories: sampleClasses.map((name, index) => ({ id: index + 1, name })),
    annotations: boxes
      .flatMap((ofImage, image) => ofImage.map((box) => ({ image, box })))
      .map(({ image, box: { className, x1, y1, x2, y2 } }, index) => ({
        id: index + 1,
        image_id: image + 1,
        category_id: sampleClasses.indexOf(className) + 1,
        bbox: [x1, y1, x2 - x1, y2 - y1],
        area: (x2 - x1) * (y2 - y1),
        iscrowd: 0,
      })),
  }
}
