import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PASTED_FOLDER, pastePicture } from './pasted'
import { createTestProject, type TestProject } from './testing/testProject'

const png = readFileSync(resolve(import.meta.dirname, '../../../fixtures/coco-detector/picture.png'))
let test: TestProject
beforeEach(async () => {
  test = await createTestProject(1, 1)
})
afterEach(() => test.remove())

it('a pasted picture comes in by the time, and twice in a moment under two names', async () => {
  const at = Date.UTC(2026, 10, 26, 21, 4, 5)
  const id = await pastePicture(test.project, png, at)
  expect(test.project.readImage(id).image).toMatchObject({
    path: `${PASTED_FOLDER}/pasted 2026-11-26 21.04.05.000.png`,
    width: 416,
  })
  const second = await pastePicture(test.project, png, at)
  expect(test.project.readImage(second).image.path).toBe(
    `${PASTED_FOLDER}/pasted 2026-11-26 21.04.05.000 (2).png`,
  )
  expect(existsSync(test.project.imageFile(id))).toBe(true)
  expect(test.project.listImages()).toHaveLength(3)
})

it.each([
  ['no picture', Buffer.from('AAAA'), 'image-unreadable'],
  ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image-unsupported'],
  // Its header is whole, so that only the decoder finds out.
  ['a PNG that is cut off', png.subarray(0, 200), 'image-unreadable'],
])('row 17: of %s that is pasted nothing stays', async (_what, bytes, code) => {
  const pasted = pastePicture(test.project, bytes, Date.UTC(2026, 10, 26))
  await expect(pasted).rejects.toMatchObject({ code })
  const folder = join(test.project.folder, PASTED_FOLDER)
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  expect(test.project.listImages()).toHaveLength(1)
})
