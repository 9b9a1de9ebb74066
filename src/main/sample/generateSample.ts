import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { createRandom } from '../../shared/random'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder } from '../fs/fileSystem'
import { type Rendered, renderScene } from './render'
import { dealScene, type SampleClass, type Scene, sampleClasses } from './scene'

export interface SampleOptions {
  count: number
  seed: number
  width: number
  height: number
}

export const defaultSample: SampleOptions = { count: 60, seed: 7, width: 480, height: 360 }

/** Name of the label file beside the pictures. */
export const SAMPLE_LABELS = 'labels.coco.json'

export interface SampleBox {
  className: SampleClass
  x1: number
  y1: number
  x2: number
  y2: number
}

export interface SamplePicture {
  rendered: Rendered
  scene: Scene
  boxes: SampleBox[]
}

/** A thing of which less is seen than this share is taken off the bench: nobody would label it. */
const MIN_VISIBLE = 0.45
const JPEG_QUALITY = 90

/** Draws picture `index` of a sample; the same numbers give the same pixels. */
export function drawSamplePicture(index: number, options: Omit<SampleOptions, 'count'>): SamplePicture {
  const scene = dealScene(createRandom(options.seed, index), options.width, options.height)
  for (;;) {
    const rendered = renderScene(scene, createRandom(options.seed, index, 1))
    const hidden = rendered.masks.findIndex(({ numVisible, numPixels }, i) => {
      return scene.things[i]?.className !== undefined && numVisible < MIN_VISIBLE * numPixels
    })
    if (hidden < 0) return { rendered, scene, boxes: boxesOf(scene, rendered) }
    scene.things.splice(hidden, 1)
  }
}

function boxesOf(scene: Scene, rendered: Rendered): SampleBox[] {
  return scene.things.flatMap(({ className }, i) => {
    const box = rendered.masks[i]?.box
    return className !== undefined && box ? [{ className, ...box }] : []
  })
}

/**
 * Writes generated pictures of a workbench (`bench-001.jpg` ...) and their boxes (COCO) into a folder, which is made
 * where it is missing: three classes, one common, one small, one rare, with clutter, shadows, things on things, uneven
 * light, blur and noise. The same options give the same bytes.
 */
export async function generateSample(folder: string, options: Partial<SampleOptions> = {}): Promise<void> {
  const { count, seed, width, height } = { ...defaultSample, ...options }
  await ensureFolder(folder)
  const boxes: SampleBox[][] = []
  for (let index = 0; index < count; index++) {
    const picture = drawSamplePicture(index, { seed, width, height })
    boxes.push(picture.boxes)
    // The encoder works on another thread: between two pictures the caller's events have their turn.
    const jpeg = await Transformer.fromRgbaPixels(picture.rendered.rgba, width, height).jpeg(JPEG_QUALITY)
    await atomicWrite(join(folder, sampleName(index)), jpeg)
  }
  await atomicWrite(join(folder, SAMPLE_LABELS), `${JSON.stringify(cocoOf(boxes, width, height))}\n`)
}

/** File name of picture `index`, counted from 0. */
export const sampleName = (index: number): string => `bench-${String(index + 1).padStart(3, '0')}.jpg`

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
