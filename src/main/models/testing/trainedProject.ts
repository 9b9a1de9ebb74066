import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { ClassRecord, ImageRecord, Split } from '../../../shared/annotation/schema'
import { newId, type RootId } from '../../../shared/ids'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { encodeModel, MODEL_JSON, MODEL_WEIGHTS, type Model } from '../../detector/modelFile'
import { testPicture } from '../../exporters/testing/testModel'
import { ProjectService } from '../../project/projectService'

/** A real project with real picture files and a run whose model is as the trainer leaves it. */
export interface TrainedProject {
  project: ProjectService
  run: RunRecord
  images: ImageRecord[]
  classes: ClassRecord[]
  outer: string
  remove(): Promise<void>
}

const WIDTH = 150
const HEIGHT = 90

/** Pictures of 150 x 90 as PNG, one for each split given, all reviewed. */
export async function createTrainedProject(model: Model, splits: readonly Split[]): Promise<TrainedProject> {
  const outer = await mkdtemp(join(tmpdir(), 'focal-trained-'))
  const folder = join(outer, 'project')
  await mkdir(join(folder, 'pictures'), { recursive: true })
  const rootId = newId<RootId>()
  const images: ImageRecord[] = []
  for (const [i, split] of splits.entries()) {
    const path = `pictures/picture ${i}.png`
    await writeFile(join(folder, path), await pngOf(testPicture(WIDTH, HEIGHT, 100 + i)))
    images.push({
      id: newId(),
      rootId,
      path,
      width: WIDTH,
      height: HEIGHT,
      bytes: 1,
      contentHash: `hash ${i}`,
      reviewed: true,
      split,
      problem: null,
      flags: [],
      note: '',
      modifiedAt: null,
      takenOut: false,
    })
  }
  const classes = model.manifest.classes.map(
    (name, order): ClassRecord => ({ id: newId(), name, color: order, order }),
  )
  const project = await ProjectService.create(folder, {
    name: 'Trained',
    grantsFile: join(outer, 'granted.json'),
  })
  const roots = [{ id: rootId, path: '.' }]
  project.applyBulk({ label: 'fill', roots, classes, newImages: images, changedImages: [], boxes: [] })
  const run = project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: 1000,
    finishedAt: 2000,
    config: defaultTrainConfig(),
    classes: model.manifest.classes,
    numTrain: splits.filter((split) => split === 'train').length,
    numVal: splits.filter((split) => split === 'val').length,
    numHardNegatives: 0,
    revision: project.summary().revision,
    backend: null,
    summary: null,
    val: null,
    reviewable: false,
    error: null,
  })
  const files = encodeModel(model)
  await writeFile(join(project.runFolder(run.id), MODEL_JSON), files.json)
  await writeFile(join(project.runFolder(run.id), MODEL_WEIGHTS), files.weights)
  const remove = async () => {
    await project.close()
    await rm(outer, { recursive: true, force: true })
  }
  return { project, run, images, classes, outer, remove }
}

async function pngOf(rgb: Uint8Array): Promise<Uint8Array> {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255)
  for (let i = 0; i < rgb.length; i++) rgba[Math.floor(i / 3) * 4 + (i % 3)] = rgb[i]
  return Transformer.fromRgbaPixels(rgba, WIDTH, HEIGHT).png()
}
