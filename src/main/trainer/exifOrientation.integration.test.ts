import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TrainConfig } from '../../shared/training/config/index'
import { trunks } from '../detector/trunks/index'
import { decodeImage } from '../images/decode'
import { orientedJpeg, patchShares, SCENE } from '../images/testing/pictures'
import type { Orientation } from '../images/types'
import { renderUpright } from '../images/upright'
import { importInto } from '../project/importService'
import { ProjectService } from '../project/projectService'
import { gatherTrainingData } from '../project/trainJob'
import type { PlannedConfig } from './plan/types'
import { createDeck } from './worker/deck'
import { createPictureCache } from './worker/pictureCache'
import { plainBatch } from './worker/plainBatch'

const ORIENTATIONS: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]
const { width, height, patch } = SCENE
const bbox = [patch.x1, patch.y1, patch.x2 - patch.x1, patch.y2 - patch.y1]
const trunk = trunks.tiny

let base: string
let project: ProjectService
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-exif-'))
  mkdirSync(join(base, 'in'))
  for (const orientation of ORIENTATIONS)
    writeFileSync(join(base, 'in', `${orientation}.jpg`), await orientedJpeg(orientation))
  const labels = {
    images: ORIENTATIONS.map((id) => ({ id, file_name: `${id}.jpg`, width, height })),
    categories: [{ id: 1, name: 'patch' }],
    annotations: ORIENTATIONS.map((id) => ({ id, image_id: id, category_id: 1, bbox })),
  }
  writeFileSync(join(base, 'in', 'labels.json'), JSON.stringify(labels))
  project = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'grants.json') })
  await importInto(project, join(base, 'in', 'labels.json'))
})
afterAll(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

async function decode(file: string, w: number, h: number) {
  const decoded = await decodeImage(file, { width: w, height: h, fit: 'stretch' })
  if (!decoded.ok) throw new Error(decoded.error.message)
  return decoded.value.data
}

describe('row 18: a box on a coloured patch, whatever way the camera was held', () => {
  it.each(ORIENTATIONS)('row 18: orientation %i: it covers the patch on the screen', async (orientation) => {
    const image = project.listImages().find(({ path }) => path === `${orientation}.jpg`)
    if (image === undefined) throw new Error('not imported')
    expect(project.readImage(image.id)).toMatchObject({ image: { width, height }, boxes: [patch] })
    const shown = await renderUpright(project.imageFile(image.id))
    if (!shown.ok) throw new Error(shown.error.message)
    const pixels = await decodeImage(shown.value.bytes)
    if (!pixels.ok) throw new Error(pixels.error.message)
    const shares = patchShares(pixels.value.data, pixels.value.width, pixels.value.height)
    expect([shares.inside > 0.95, shares.outside < 0.01]).toEqual([true, true])
  })

  it('row 18: in all eight it covers the patch in the training tensor', async () => {
    const { images } = await gatherTrainingData(project, 1)
    expect(images).toHaveLength(8)
    const config = TrainConfig.parse({}) as PlannedConfig
    const deck = createDeck(images, config, { width, height, tileScale: null })
    const batch = await plainBatch(deck.entries, createPictureCache(decode, 1e8), trunk, { width, height })
    const { mean, std } = trunk.preprocessing
    for (const [i, { file }] of images.entries()) {
      const size = 3 * width * height
      const tensor = batch.pictures.subarray(i * size, (i + 1) * size)
      const rgb = Uint8Array.from(tensor, (value, at) => Math.round(value * std[at % 3] + mean[at % 3]))
      const { inside, outside } = patchShares(rgb, width, height)
      expect([inside > 0.9, outside < 0.02], file).toEqual([true, true])
      const box = Array.from(batch.truths[i].boxesXyxyPx)
      for (const [side, value] of [patch.x1, patch.y1, patch.x2, patch.y2].entries())
        expect(box[side], file).toBeCloseTo(value, 3)
    }
  })
})
