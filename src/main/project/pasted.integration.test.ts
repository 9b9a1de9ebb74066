import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bringBackPasted, PASTED_FOLDER, pastePicture, removePasted } from './pasted'
import { addBoxes, createTestProject, type TestProject, testBox } from './testing/testProject'

const png = readFileSync(resolve(import.meta.dirname, '../../../fixtures/coco-detector/picture.png'))
let test: TestProject
beforeEach(async () => {
  test = await createTestProject(1, 1)
})
afterEach(() => test.remove())

it('a pasted picture comes in by the time, goes and comes back; one with boxes stays', async () => {
  const at = Date.UTC(2026, 10, 26, 21, 4, 5)
  const id = await pastePicture(test.project, png, at)
  expect(test.project.readImage(id).image).toMatchObject({
    path: `${PASTED_FOLDER}/pasted 2026-11-26 21.04.05.000.png`,
    width: 416,
  })
  await removePasted(test.project, id)
  expect(test.project.listImages()).toHaveLength(1)
  const back = await bringBackPasted(test.project)
  expect(test.project.listImages()).toHaveLength(2)
  const { image } = test.project.readImage(back)
  test.project.commit(addBoxes(testBox(image, test.classes[0])), 'do')
  await expect(removePasted(test.project, back)).rejects.toMatchObject({ code: 'invalid-edit' })
})
