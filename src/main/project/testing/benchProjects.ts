/**
 * Makes the projects that `bench/annotator.mjs` opens, in `--folder`, seeded (`--seed`, 1): `boxes` (2,000 boxes on one
 * 12-megapixel picture), `next` (240 of 12 megapixels), `many` (`--pictures`, 100,000), `huge` (12,000 x 9,000).
 * The files of `next` and `many` are links to a few drawn ones, but each row has a hash of its own: nothing in the cache is shared.
 */

import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { BoxRecord, ClassRecord, ImageRecord } from '../../../shared/annotation/schema'
import { untouchedImage } from '../../../shared/annotation/untouchedImage'
import { type ClassId, type ImageId, newId, type RootId } from '../../../shared/ids'
import { createRandom, type Random } from '../../../shared/random'
import { hashBytes } from '../../images/hash'
import { ProjectService } from '../projectService'
import { testBox } from './testProject'

const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : (process.argv[at + 1] ?? fallback)
}
const base = option('folder', '')
if (base === '') throw new Error('--folder is missing')
const seed = Number(option('seed', '1'))
const numMany = Number(option('pictures', '100000'))

interface Content {
  /** Name below `pictures/`, and the drawn file it is. */
  files: { name: string; drawn: string; contentHash: string }[]
  size: { width: number; height: number }
  /** How many boxes each picture has. */
  numBoxes(index: number): number
}

await make('boxes', async (folder) => {
  const size = { width: 4000, height: 3000 }
  const files = [0, 1].map((index) => draw(folder, `picture-${index}`, size, seed + index))
  return { files: await Promise.all(files), size, numBoxes: (index) => (index === 0 ? 2000 : 0) }
})
await make('next', async (folder) => {
  const size = { width: 4000, height: 3000 }
  const drawn = await Promise.all(
    Array.from({ length: 6 }, (_, index) => draw(folder, `drawn-${index}`, size, seed + index)),
  )
  const files = Array.from({ length: 240 }, (_, index) => ({
    drawn: drawn[index % drawn.length].drawn,
    name: `shot-${index + 1}.jpg`,
    contentHash: hashOf(index),
  }))
  return { files, size, numBoxes: () => 12 }
})
await make('huge', async (folder) => {
  const size = { width: 12_000, height: 9000 }
  return { files: [await draw(folder, 'map', size, seed)], size, numBoxes: () => 50 }
})
await make('many', async (folder) => {
  const size = { width: 640, height: 480 }
  const drawn = await Promise.all(
    Array.from({ length: 64 }, (_, index) => draw(folder, `drawn-${index}`, size, seed + index)),
  )
  const files = Array.from({ length: numMany }, (_, index) => ({
    name: `${String(Math.floor(index / 1000)).padStart(3, '0')}/frame-${String(index).padStart(6, '0')}.jpg`,
    drawn: drawn[index % drawn.length].drawn,
    contentHash: hashOf(index),
  }))
  return { files, size, numBoxes: (index) => index % 4 }
})

function hashOf(index: number): string {
  return createHash('sha256').update(String(index)).digest('hex')
}

async function make(name: string, content: (folder: string) => Promise<Content>): Promise<void> {
  const folder = join(base, name)
  if (existsSync(join(folder, 'done'))) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'drawn'), { recursive: true })
  const random = createRandom(seed, 77)
  const { files, size, numBoxes } = await content(folder)
  const rootId = newId<RootId>()
  const images = files.map(({ name: file, drawn, contentHash }): ImageRecord => {
    const path = `pictures/${file}`
    mkdirSync(join(folder, path, '..'), { recursive: true })
    linkSync(drawn, join(folder, path))
    return {
      id: newId<ImageId>(),
      rootId,
      path,
      ...size,
      bytes: statSync(drawn).size,
      contentHash,
      ...untouchedImage,
    }
  })
  const classes = Array.from(
    { length: 8 },
    (_, i): ClassRecord => ({ id: newId<ClassId>(), name: `class ${i + 1}`, color: i, order: i }),
  )
  const project = await ProjectService.create(folder, { name, grantsFile: join(folder, 'grants.json') })
  project.applyBulk({
    label: 'fill',
    roots: [{ id: rootId, path: '.' }],
    classes,
    newImages: images,
    changedImages: [],
    boxes: images.flatMap((image, index) => boxesOn(image, classes, numBoxes(index), random)),
  })
  await project.close()
  writeFileSync(join(folder, 'done'), '')
}

function boxesOn(
  image: ImageRecord,
  classes: readonly ClassRecord[],
  count: number,
  random: Random,
): BoxRecord[] {
  return Array.from({ length: count }, () => {
    const width = image.width * random.uniform(0.008, 0.06)
    const height = image.height * random.uniform(0.008, 0.06)
    const x1 = random.uniform(0, image.width - width)
    const y1 = random.uniform(0, image.height - height)
    return testBox(image, classes[random.int(classes.length)], { x1, y1, x2: x1 + width, y2: y1 + height })
  })
}

/** A JPEG with the entropy of a photograph: soft shapes, edges, and grain (about 0.4 bytes a pixel at quality 90). */
async function draw(
  folder: string,
  name: string,
  { width, height }: { width: number; height: number },
  pictureSeed: number,
): Promise<Content['files'][number]> {
  const random = createRandom(pictureSeed, width)
  const grain = Int8Array.from({ length: 65_536 }, () => Math.round(random.normal() * 5))
  const waves = Array.from({ length: 6 }, () => ({
    fx: random.uniform(2, 40) / width,
    fy: random.uniform(2, 40) / height,
    phase: random.uniform(0, 6.28),
  }))
  const rgba = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { fx, fy, phase } = waves[((x >> 7) + (y >> 7)) % waves.length]
      const light = 128 + 70 * Math.sin(6.283 * (x * fx + y * fy) + phase)
      const noise = grain[(Math.imul(x, 7919) ^ Math.imul(y, 104_729)) & 65_535]
      const at = 4 * (y * width + x)
      rgba[at] = light + noise
      rgba[at + 1] = light * 0.8 + noise + 20
      rgba[at + 2] = 255 - light + noise
      rgba[at + 3] = 255
    }
  }
  const bytes = await Transformer.fromRgbaPixels(rgba, width, height).jpeg(90)
  const drawn = join(folder, 'drawn', `${name}.jpg`)
  writeFileSync(drawn, bytes)
  return { name: `${name}.jpg`, drawn, contentHash: hashBytes(bytes) }
}
