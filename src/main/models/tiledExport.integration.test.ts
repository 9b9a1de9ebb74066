import { execFile } from 'node:child_process'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tiling } from '../../shared/models/tiling'
import { exporters } from '../exporters/index'
import { testModel } from '../exporters/testing/testModel'
import { predictImages } from '../inference/predict'
import { openSession } from '../inference/session'
import { createManifest } from './exportManifest'
import { json, writeFiles } from './runModelFolder'
import { sha256 } from './sha256'
import { createTrainedProject, type TrainedProject } from './testing/trainedProject'

const model = testModel({ seed: 43, numClasses: 3 })
const { input } = model.manifest.architecture
const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
/** The pictures have 150 x 90 px. */
const small: Tiling = { tileWidth: 60, tileHeight: 50, overlap: 0.2, includeWhole: true, ios: 0.5 }
const threshold = 0.3
let trained: TrainedProject

/** Writes the model for use elsewhere, with this way of looking at pictures. */
async function exportWith(tiling: Tiling | null): Promise<string> {
  const { run, outer } = trained
  const bytes = exporters.onnx.write(model)
  const folder = join(outer, tiling === null ? 'whole' : `tiles of ${tiling.tileWidth}`)
  const parity = { images: 0, detections: 0, borderline: 0, maxBoxDifferencePx: 0, maxScoreDifference: 0 }
  const manifest = createManifest({
    exporter: exporters.onnx,
    model: { ...model, manifest: { ...model.manifest, tiling } },
    file: { bytes: bytes.byteLength, sha256: sha256(bytes) },
    run,
    projectName: 'Tiles',
    parity: parity as never,
    createdBy: 'test',
  })
  await writeFiles(folder, { ...exporters.onnx.examples(), [exporters.onnx.modelFile]: bytes })
  await writeFile(
    join(folder, 'manifest.json'),
    json({ ...manifest, thresholds: { overall: threshold, perClass: [], chosenFor: null } }),
  )
  return folder
}

const picture = () => trained.project.imageFile(trained.images[0].id)

async function predict(folder: string) {
  const session = await openSession(folder)
  const [{ detections, error }] = await predictImages(session, [picture()])
  await session.close()
  expect(error).toBeNull()
  return detections
}

describe('a model that looks at pictures in tiles', () => {
  beforeAll(async () => {
    trained = await createTrainedProject(model, ['val'])
    await symlink(nodeModules, join(trained.outer, 'node_modules'), 'dir')
  })
  afterAll(() => trained.remove())

  it('finds exactly the same as one that looks at them whole where one tile is the picture', async () => {
    const whole = await predict(await exportWith(null))
    expect(whole.length).toBeGreaterThan(3)
    // Merged boxes are kept in 32 bits.
    const rounded = whole.map(({ box: { x1, y1, x2, y2 }, ...rest }) => ({
      ...rest,
      box: { x1: Math.fround(x1), y1: Math.fround(y1), x2: Math.fround(x2), y2: Math.fround(y2) },
    }))
    expect(await predict(await exportWith({ ...small, tileWidth: 150, tileHeight: 90 }))).toEqual(rounded)
  })

  it('finds objects of every tile, inside of the picture, none of them twice', async () => {
    const found = await predict(await exportWith(small))
    const cells = new Set(found.map(({ box }) => `${Math.floor(box.x1 / 50)} ${Math.floor(box.y1 / 45)}`))
    expect(cells.size).toBeGreaterThan(3)
    for (const { box } of found) {
      expect(Math.min(box.x1, box.y1, 150 - box.x2, 90 - box.y2)).toBeGreaterThanOrEqual(0)
    }
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
  })

  it('finds the same by the example that is exported with it', async () => {
    const folder = await exportWith(small)
    const found = (await predict(folder)).filter(({ score }) => score >= threshold)
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs'), picture()])
    const lines = found.map(
      ({ class: name, score, box: { x1, y1, x2, y2 } }) =>
        `${name} ${score.toFixed(3)} ${[x1, y1, x2, y2].map((side) => side.toFixed(1)).join(' ')}`,
    )
    expect(lines.length).toBeGreaterThan(3)
    expect(stdout.trim().split('\n')).toEqual(lines)
  })

  it('has an input smaller than a picture and a tile that reaches beyond it', async () => {
    const found = await predict(await exportWith({ ...small, tileWidth: 200, tileHeight: 60 }))
    expect(found.length).toBeGreaterThan(0)
    expect(input.width).toBeLessThan(150)
  })
})
