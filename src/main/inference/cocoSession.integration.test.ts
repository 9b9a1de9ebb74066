import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { cocoClasses } from '../../shared/coco/classes'
import { iou } from '../../shared/geometry/iou'
import { readSafetensors } from '../detector/safetensors'
import { modelsFolder } from '../fs/modelsFolder'
import { openCocoSession } from './cocoSession'
import { predictImages } from './predict'

const fixtures = fileURLToPath(new URL('../../../fixtures/coco-detector/', import.meta.url))

interface Reference {
  detections: { class: string; score: number; box: [number, number, number, number] }[]
}

describe('the COCO detector of the shipped trunk', () => {
  it('names its classes as the weights do', () => {
    const { metadata } = readSafetensors(readFileSync(join(modelsFolder(), 'nanodet-g-coco.safetensors')))
    expect(JSON.parse(metadata.classes)).toEqual([...cocoClasses])
  })

  it('sees what the reference in PyTorch sees', async () => {
    const { detections: expected }: Reference = JSON.parse(
      readFileSync(join(fixtures, 'reference.json'), 'utf8'),
    )
    const session = await openCocoSession(0.1)
    try {
      const [{ detections, error }] = await predictImages(session, [join(fixtures, 'picture.png')])
      expect(error).toBeNull()
      expect(detections.map((found) => found.class)).toEqual(expected.map((found) => found.class))
      for (const [i, found] of detections.entries()) {
        const [x1, y1, x2, y2] = expected[i].box
        expect(Math.abs(found.score - expected[i].score)).toBeLessThan(1e-4)
        for (const [side, value] of Object.entries({ x1, y1, x2, y2 })) {
          expect(Math.abs(found.box[side as 'x1'] - value)).toBeLessThan(0.02)
        }
        expect(iou(found.box, { x1, y1, x2, y2 })).toBeGreaterThan(0.999)
      }
    } finally {
      await session.close()
    }
  })
})
