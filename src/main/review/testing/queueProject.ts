import type { BoxRecord } from '../../../shared/annotation/schema'
import { createRandom } from '../../../shared/random'
import type { Detection } from '../../../shared/review/schema'
import { createTestProject, type TestProject, testBox } from '../../project/testing/testProject'
import { runFields } from './reviewProject'

export interface QueueSize {
  errors: number
  pictures: number
  seed: number
}

/**
 * A generated project in real SQLite whose run makes about so many errors on so many validation pictures, and finds as many
 * objects again; seeded.
 */
export async function createQueueProject({ errors, pictures, seed }: QueueSize): Promise<TestProject> {
  const random = createRandom(seed)
  const test = await createTestProject(pictures, 5)
  const { project, images, classes } = test
  project.setSplits(new Map(images.map(({ id }) => [id, 'val'])))

  /** A box somewhere on a picture of 200 x 100 px. */
  function place() {
    const [width, height] = [8 + random.next() * 22, 8 + random.next() * 22]
    const [x1, y1] = [random.next() * (200 - width), random.next() * (100 - height)]
    return { x1, y1, x2: x1 + width, y2: y1 + height }
  }
  const anyClass = () => classes[Math.floor(random.next() * classes.length)]
  const perPicture = Math.round(errors / pictures)
  const boxes: BoxRecord[] = []
  const predictions = images.map((image) => {
    const detections: Detection[] = []
    for (let i = 0; i < perPicture; i++) {
      const at = place()
      const record = anyClass()
      // Every third is a miss, the rest false; as many objects again are found.
      if (i % 3 === 0) boxes.push(testBox(image, record, at))
      else
        detections.push({
          classId: record.id,
          className: record.name,
          score: 0.3 + 0.7 * random.next(),
          ...at,
        })
      const right = place()
      boxes.push(testBox(image, record, right))
      detections.push({
        classId: record.id,
        className: record.name,
        score: 0.3 + 0.7 * random.next(),
        ...right,
      })
    }
    return { imageId: image.id, ms: 10, detections }
  })
  project.applyBulk({ label: 'fill', roots: [], classes: [], newImages: [], changedImages: [], boxes })
  project.savePredictions(project.createRun(runFields(test)).id, predictions)
  return test
}
