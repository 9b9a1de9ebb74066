import { afterEach, expect, test } from 'vitest'
import { unpackRows } from '../../shared/annotation/packedRows'
import type { ImageRecord } from '../../shared/annotation/schema'
import { untouchedImage } from '../../shared/annotation/untouchedImage'
import { type ImageId, newId } from '../../shared/ids'
import { createRandom } from '../../shared/random'
import { createTestProject, type TestProject, testBox } from './testing/testProject'

let made: TestProject
afterEach(() => made.remove())

test('the stretch is what the whole list has there, whatever order the pictures came in', async () => {
  const seed = 11
  const random = createRandom(seed, 1)
  made = await createTestProject(0)
  const [{ id: rootId }] = made.project.listRoots()
  const numbers = random.shuffle(Array.from({ length: 1500 }, (_, i) => i))
  // Of the first 1,000 all but number 900 need nothing; some are gone altogether.
  const images = numbers.map(
    (n): ImageRecord => ({
      id: newId<ImageId>(),
      rootId,
      path: `day/img${n}.jpg`,
      width: 200,
      height: 100,
      bytes: 1000,
      contentHash: `hash${n}`,
      ...untouchedImage,
      reviewed: n < 1000 && n !== 900 && n % 3 !== 0,
      problem: n < 900 && n % 3 === 0 ? 'It is damaged.' : null,
      takenOut: n % 50 === 0 && n !== 900,
    }),
  )
  made.project.applyBulk({
    label: 'more',
    roots: [],
    classes: [],
    newImages: images,
    changedImages: [],
    boxes: images
      .filter((_, i) => i % 4 === 0)
      .map((image) => testBox(image, made.classes[image.contentHash.length % 2])),
  })
  const { packed, at, total, reviewed } = made.project.firstImages()
  const all = made.project.listImages()
  // 0 to 899 without those that are gone (18), less 150.
  expect(at, `seed ${seed}`).toBe(900 - 18 - 150)
  expect(total).toBe(1471)
  expect(reviewed).toBe(all.filter((row) => row.reviewed).length)
  expect(unpackRows(packed)).toEqual(all.slice(at, at + 600))
  expect(unpackRows(packed)[150].path).toBe('day/img900.jpg')
})

test('with nothing left to do it is the head of the list, and an empty project has none', async () => {
  made = await createTestProject(3)
  made.project.applyBulk({
    label: 'done',
    roots: [],
    classes: [],
    newImages: [],
    changedImages: made.images.map((image) => ({ ...image, reviewed: true })),
    boxes: [],
  })
  const done = made.project.firstImages()
  expect(done).toMatchObject({ at: 0, total: 3, reviewed: 3 })
  expect(unpackRows(done.packed).map(({ path }) => path)).toEqual(made.images.map(({ path }) => path))
  await made.remove()
  made = await createTestProject(0)
  expect(made.project.firstImages()).toMatchObject({ at: 0, total: 0, reviewed: 0 })
})
