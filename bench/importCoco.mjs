/**
 * A COCO set of 10,000 pictures with 50,000 boxes, the pictures already in the folder, taken into a new project:
 *   node bench/importCoco.mjs [PICTURES] [BYTES_OF_A_PICTURE]
 * Prints seconds, and the ratio to JSON.parse of the file and a stat of every picture in the same run; CPU seconds
 * (user and system) are what counts on a machine that does other things as well. Pictures are one JPEG with other bytes
 * behind its end, so that each is a file of its own.
 */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Transformer } from '@napi-rs/image'
import { withBuilt } from './withBuilt.mjs'

const numPictures = Number(process.argv[2] ?? 10_000)
const bytes = Number(process.argv[3] ?? 20_000)
const BOXES = 5
const ROUNDS = 3
const [width, height] = [640, 480]

const threads = { readPictures: 'src/main/formats/readWorker.ts' }
await withBuilt('src/main/project/testing/importOnce.ts', measure, threads)

async function measure(program) {
  const { importOnce } = await import(pathToFileURL(program).href)
  const folder = await mkdtemp(join(tmpdir(), 'focal-bench-'))
  try {
    const labels = await makeSet(join(folder, 'set'))
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await seconds(async () => {
        const { images } = JSON.parse(await readFile(labels, 'utf8'))
        for (const image of images) await stat(join(folder, 'set', 'images', image.file_name))
      })
      let report
      const ours = await seconds(async () => {
        report = await importOnce(join(folder, `project-${round}`), labels)
      })
      if (report.images !== numPictures || report.boxes !== numPictures * BOXES)
        throw new Error(JSON.stringify(report))
      process.stdout.write(
        `round ${round + 1}: ${report.images} pictures, ${report.boxes} boxes in ${ours.wall.toFixed(2)} s ` +
          `(CPU ${ours.cpu.toFixed(2)} s); JSON.parse and stat ${plain.wall.toFixed(2)} s ` +
          `(CPU ${plain.cpu.toFixed(2)} s); ratio ${(ours.wall / plain.wall).toFixed(1)}\n`,
      )
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function seconds(work) {
  const began = performance.now()
  const used = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(used)
  return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 }
}

async function makeSet(folder) {
  await mkdir(join(folder, 'images'), { recursive: true })
  const rgba = new Uint8Array(4 * width * height).map((_, i) => (i * 2654435761) >>> 27)
  const jpeg = await Transformer.fromRgbaPixels(rgba, width, height).jpeg(40)
  const padding = Buffer.alloc(Math.max(8, bytes - jpeg.length))
  const images = []
  const annotations = []
  for (let id = 1; id <= numPictures; id++) {
    const file_name = `picture-${String(id).padStart(6, '0')}.jpg`
    padding.writeUInt32LE(id, 0)
    padding.writeUInt16BE(0xffd9, padding.length - 2)
    await writeFile(join(folder, 'images', file_name), Buffer.concat([jpeg, padding]))
    images.push({ id, file_name, width, height })
    for (let box = 0; box < BOXES; box++)
      annotations.push({
        id: annotations.length + 1,
        image_id: id,
        category_id: 1 + (box % 3),
        bbox: [box * 90, (id * 7) % 300, 60.5, 80.25],
        area: 4855.1,
        iscrowd: 0,
      })
  }
  const categories = ['a', 'b', 'c'].map((name, i) => ({ id: i + 1, name }))
  const labels = join(folder, 'annotations.json')
  await writeFile(labels, JSON.stringify({ images, annotations, categories }))
  return labels
}
