import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testModel } from '../exporters/testing/testModel'
import { writeSnapshot } from '../fs/snapshot'
import { createTrainedProject, type TrainedProject } from '../models/testing/trainedProject'
import { verifyProject } from './verifyService'

let trained: TrainedProject
let runFolder = ''

beforeEach(async () => {
  trained = await createTrainedProject(testModel({ seed: 5 }), ['train', 'val'])
  const { project, run, images } = trained
  for (const image of images) {
    const { size } = await stat(project.imageFile(image.id))
    project.applyBulk({
      label: 'measure',
      roots: [],
      classes: [],
      newImages: [],
      changedImages: [{ ...image, bytes: size }],
      boxes: [],
    })
  }
  runFolder = project.runFolder(run.id)
  project.putRun({ ...run, origin: 'trained', summary: summaryOf('model.json') })
  for (const name of ['ckpt-00000010', 'best-00000008'])
    await writeSnapshot(join(runFolder, name), { 'state.json': '{}', 'numbers.safetensors': 'numbers' })
})
afterEach(() => trained.remove())

function summaryOf(model: string | null) {
  return {
    backend: {
      name: 'tensorflow' as const,
      device: 'cpu' as const,
      description: 'test',
      reason: 'no GPU here',
      version: '2.20.0',
    },
    images: 1,
    steps: 10,
    epochs: 1,
    seconds: 1,
    imagesPerSecond: 1,
    stoppedBecause: 'finished' as const,
    stoppedWords: 'All planned steps were done.',
    bestEpoch: 1,
    val: null,
    lossParts: null,
    model,
  }
}

async function problems(): Promise<string[]> {
  const { project, outer } = trained
  const options = { repair: false, grantsFile: join(outer, 'granted.json') }
  return (await verifyProject(project.folder, options)).problems.map(
    ({ code, message }) => `${code} ${message}`,
  )
}

/** As a bad sector or a stray tool leaves it. */
async function spoil(file: string, how: 'empty' | 'gone' | 'cut'): Promise<void> {
  const bytes = await readFile(join(runFolder, file))
  if (how === 'gone') await rm(join(runFolder, file))
  else await writeFile(join(runFolder, file), bytes.subarray(0, how === 'empty' ? 0 : bytes.length >> 1))
}

describe('row 32: verify', () => {
  it('finds nothing in a run that is whole, nor in one that is to be exported yet', async () => {
    expect(await problems()).toEqual([])
  })

  it.each(['ckpt-00000010', 'best-00000008'])('finds a damaged %s', async (name) => {
    await spoil(join(name, 'numbers.safetensors'), 'cut')
    expect(await problems()).toEqual([expect.stringMatching(`^checkpoint-damaged .*${name}`)])
  })

  it.each(
    ['model.json', 'model.safetensors'].flatMap((file) =>
      (['empty', 'gone', 'cut'] as const).map((how) => [file, how] as const),
    ),
  )('finds %s of a finished run %s', async (file, how) => {
    await spoil(file, how)
    expect(await problems()).toEqual([expect.stringMatching(/^model-invalid The model of run-0001/)])
  })

  it('finds an export that is not what its manifest says', async () => {
    const { project, run } = trained
    project.putRun({ ...project.run(run.id), reviewable: true })
    await mkdir(join(runFolder, 'model'))
    await writeFile(join(runFolder, 'model', 'manifest.json'), '')
    expect(await problems()).toEqual([expect.stringMatching(/^model-invalid What run-0001 was exported to/)])
  })

  it('asks no model of a run that left none', async () => {
    const { project, run } = trained
    project.putRun({ ...project.run(run.id), status: 'paused', summary: summaryOf(null) })
    await spoil('model.json', 'gone')
    expect(await problems()).toEqual([])
  })
})
