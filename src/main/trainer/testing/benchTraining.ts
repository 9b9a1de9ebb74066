import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { TrainConfig } from '../../../shared/training/config/index'
import { type JobImage, TRAINER_PROTOCOL_VERSION, TrainJob } from '../../../shared/training/protocol'
import { placeAnchors } from '../../detector/anchors/place'
import { buildModel } from '../../detector/model'
import { decodeModel, MODEL_JSON, MODEL_WEIGHTS } from '../../detector/modelFile'
import { readSafetensors } from '../../detector/safetensors'
import * as tf from '../../detector/tf'
import { trunks } from '../../detector/trunks/index'
import { modelsFolder } from '../../fs/modelsFolder'
import { decodeImage } from '../../images/decode'
import { describeBackend, loadTensorFlow } from '../worker/loadTensorFlow'
import { createPictureCache } from '../worker/pictureCache'
import { type PreparedRun, prepareRun } from '../worker/prepareRun'
import { runJob } from '../worker/runJob'
import { computeGradients } from '../worker/trainStep'
import { validate } from '../worker/validate'
import { generatePictures, SIDE } from './generatedPictures'
import { createStockStep } from './stockStep'

/** The program behind bench/train.mjs: how fast a step is against stock tfjs, and what a run reaches on COCO data. */

const WARM_STEPS = 3
const MEASURED_STEPS = 12

const Coco = z.object({
  images: z.array(z.object({ id: z.number(), file_name: z.string(), width: z.number(), height: z.number() })),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
      iscrowd: z.number().optional(),
    }),
  ),
})
const SplitFile = z.object({
  train: z.array(z.string()),
  val: z.array(z.string()),
  test: z.array(z.string()),
})

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    config: { type: 'string', default: '{}' },
    run: { type: 'string' },
    resume: { type: 'boolean', default: false },
    'skip-speed': { type: 'boolean', default: false },
  },
})

const say = (message: string) => process.stderr.write(`${message}\n`)
const loaded = await loadTensorFlow()
if (!options['skip-speed']) await measureSpeed()
if (options.data !== undefined) await trainOn(options.data)

/** Milliseconds of a step, ours and stock tfjs's in turn on the same batch, and their ratio. */
async function measureSpeed(): Promise<void> {
  const { images, decode } = generatePictures(8, 0)
  const large = images.map((image) => ({ ...image, width: SIDE, height: SIDE }))
  const config = TrainConfig.parse({ input: { size: 320, shape: 'square' }, schedule: { epochs: 1 } })
  const job = {
    protocolVersion: TRAINER_PROTOCOL_VERSION,
    runId: 'run-0001',
    runFolder: tmpdir(),
    startFolder: null,
    resume: false,
  } as const
  const loadTrained = async (file: string) =>
    readSafetensors(readFileSync(join(modelsFolder(), file))).tensors
  const run = await prepareRun(
    { ...job, classes: ['disc', 'square', 'other'], config, images: large },
    { decode, loadTrained },
  )
  const batch = await run.batches.make(0, 0, run.plan.config.schedule.batchSize)
  const stock = createStockStep(run)
  const times = { ours: [] as number[], stock: [] as number[] }
  for (let i = 0; i < WARM_STEPS + MEASURED_STEPS; i++) {
    const ours = clock(() => ourStep(run, batch))
    const reference = clock(() => stock.step(batch))
    if (i < WARM_STEPS) continue
    times.ours.push(ours)
    times.stock.push(reference)
  }
  stock.dispose()
  run.dispose()
  const [oursMs, stockMs] = [median(times.ours), median(times.stock)]
  const report = {
    oursMs,
    stockMs,
    speedup: stockMs / oursMs,
    imagesPerSecond: 8000 / oursMs,
    load: loadavg(),
  }
  process.stdout.write(`${JSON.stringify({ step: report })}\n`)
}

function ourStep(run: PreparedRun, batch: Awaited<ReturnType<PreparedRun['batches']['make']>>): void {
  const { anchors, losses, plan, state } = run
  const { gradients } = computeGradients(run.model, batch, {
    anchors,
    config: plan.config,
    losses,
    memory: {},
    step: state.step,
    totalSteps: state.totalSteps,
  })
  run.optimizer.step(gradients, run.plan.config.optimizer.learningRate)
  tf.dispose(gradients)
}

/** Trains on a folder with annotations.coco.json, split.json and images/, and evaluates the model on its test pictures. */
async function trainOn(folder: string): Promise<void> {
  const { classes, imagesOf } = readData(folder)
  const runFolder = options.run ?? mkdtempSync(join(tmpdir(), 'focal-bench-'))
  mkdirSync(runFolder, { recursive: true })
  const job = TrainJob.parse({
    protocolVersion: TRAINER_PROTOCOL_VERSION,
    runId: 'run-0001',
    runFolder,
    classes,
    config: TrainConfig.parse(JSON.parse(options.config)),
    images: [...imagesOf('train'), ...imagesOf('val')],
    resume: options.resume,
  })
  const summary = await runJob(
    job,
    describeBackend(loaded),
    (event) => {
      if (event.type === 'note') say(event.message)
      if (event.type !== 'epoch') return
      const { epoch, epochs, step, loss, val, perClass, seconds, imagesPerSecond } = event.report
      say(
        `epoch ${epoch}/${epochs} step ${step} loss ${round(loss.classification)} + ${round(loss.box)} val AP ${round(val?.AP)} AP50 ${round(val?.AP50)} ${seconds.toFixed(1)} s ${imagesPerSecond.toFixed(1)} images/s load ${loadavg()[0]?.toFixed(1)} AP50 by class ${perClass.map(({ AP50 }) => round(AP50)).join(' ')}`,
      )
    },
    () => null,
  )
  const read = (name: string) => readFileSync(join(runFolder, name))
  const { manifest, weights } = decodeModel(read(MODEL_JSON).toString(), read(MODEL_WEIGHTS))
  const model = buildModel(manifest.architecture, weights)
  const predictor = {
    model,
    anchors: placeAnchors(manifest.architecture.levels),
    trunk: trunks[manifest.architecture.trunk],
    detection: manifest.detection,
    tiling: manifest.tiling,
  }
  const cache = createPictureCache(decodePicture, 1e9)
  const test = await validate(imagesOf('test'), cache, predictor, classes)
  model.dispose()
  if (options.run === undefined) rmSync(runFolder, { recursive: true })
  const { steps, seconds } = summary
  const perClass = test.perClass.map(({ name, AP, AP50 }) => ({ name, AP, AP50 }))
  const input = manifest.architecture.input
  process.stdout.write(
    `${JSON.stringify({ folder, input, steps, seconds, val: summary.val, test: test.figures, perClass, load: loadavg() })}\n`,
  )
}

function readData(folder: string) {
  const coco = Coco.parse(JSON.parse(readFileSync(join(folder, 'annotations.coco.json'), 'utf8')))
  const split = SplitFile.parse(JSON.parse(readFileSync(join(folder, 'split.json'), 'utf8')))
  const indexOf = new Map(coco.categories.map(({ id }, i) => [id, i]))
  const imagesOf = (part: keyof typeof split): JobImage[] =>
    split[part].map((name) => {
      const image = coco.images.find((candidate) => candidate.file_name === name)
      if (image === undefined) throw new Error(`${name} is in the split and not among the annotations`)
      const boxes = coco.annotations
        .filter(({ image_id }) => image_id === image.id)
        .map(({ bbox: [x, y, width, height], category_id, iscrowd }) => ({
          x1: x,
          y1: y,
          x2: x + width,
          y2: y + height,
          classIndex: indexOf.get(category_id) as number,
          ignore: iscrowd === 1,
        }))
      const { width, height } = image
      return {
        id: String(image.id),
        file: join(folder, 'images', name),
        width,
        height,
        split: part,
        boxes,
        marks: [],
      }
    })
  return { classes: coco.categories.map(({ name }) => name), imagesOf }
}

async function decodePicture(file: string, width: number, height: number): Promise<Uint8Array> {
  const decoded = await decodeImage(file, { width, height, fit: 'stretch' })
  if (!decoded.ok) throw new Error(`${file}: ${decoded.error.message}`)
  return decoded.value.data
}

function clock(work: () => void): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function round(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value.toFixed(3)
}
