import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { createEdit } from '../../../shared/annotation/edit'
import { createTestProject, type TestProject, testBox } from '../../project/testing/testProject'

/** A project of four labelled pictures with files, as much as a training wants to begin. */
export async function createTrainableProject(): Promise<TestProject> {
  const test = await createTestProject(4, 2)
  const folder = join(test.folder, 'pictures')
  mkdirSync(folder)
  const picture = await Transformer.fromRgbaPixels(new Uint8Array(200 * 100 * 4).fill(128), 200, 100).jpeg(90)
  for (let i = 1; i <= 4; i++) writeFileSync(join(folder, `img${i}.jpg`), picture)
  const added = test.images.map((image, i) => testBox(image, test.classes[i % 2]))
  test.project.commit(createEdit({ label: 'Draw', boxes: { added } }), 'do')
  return test
}
