import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import { PREDICTED_FILE } from '../models/predictedFile'
import { MODEL_FOLDER } from '../models/runModel'
import { addClassEdit, deleteClassesEdit, renameClassEdit } from '../project/classes'
import { addBoxes, testBox } from '../project/testing/testProject'
import { errorsOfPictures, reviewCounts } from './reviewQueue'
import { giveVerdict, queue } from './reviewService'
import { createReviewProject, NOW, type ReviewProject } from './testing/reviewProject'

let test: ReviewProject
beforeEach(async () => {
  test = await createReviewProject()
})
afterEach(() => test.remove())

describe('the queue after an edit', () => {
  const fresh = () => ({ ...test.review(), revision: 0 })

  it('is the same as read anew, whatever was edited', async () => {
    test.review()
    const [one, two] = test.images
    const extra = testBox(two, test.classes[1], { x1: 50, y1: 50, x2: 90, y2: 60 })
    const moved = { ...test.truths.a, x1: 14 }
    test.project.commit(addBoxes(extra), 'do')
    test.project.commit(createEdit({ label: 'Move', boxes: { changed: [[test.truths.a, moved]] } }), 'do')
    giveVerdict(test.project, test.run.id, test.place(1), { verdict: 'ignore' }, NOW)
    giveVerdict(test.project, test.run.id, test.place(2), { verdict: 'reject' }, NOW)
    const here = fresh()
    await test.reopen()
    expect(here).toEqual(fresh())
    expect(here.counts.verdicts).toBe(2)
    const view = { runId: test.run.id, split: 'val' as const, threshold: 0.3 }
    const some = errorsOfPictures(test.project, view, [one.id, two.id])
    const byId = (errors: readonly { id: string }[]) => [...errors].sort((a, b) => (a.id < b.id ? -1 : 1))
    const all = queue(test.project, { ...view, withReached: false })
    expect(byId(some.errors)).toEqual(byId(all.errors))
    expect(some.counts).toEqual(reviewCounts(test.project, view))
  })

  it('leaves a picture out of the split that is dealt away, and out of review once it has no label', () => {
    expect(test.review().facts).toMatchObject({ pictures: 2, judged: 2 })
    test.project.setSplits(new Map([[test.images[1].id, 'train']]))
    expect(test.review().facts).toMatchObject({ pictures: 1, judged: 1 })
    const { boxes } = test.project.readImage(test.images[0].id)
    test.project.commit(createEdit({ label: 'Delete', boxes: { removed: boxes } }), 'do')
    expect(test.review().facts).toMatchObject({ pictures: 0, judged: 0 })
    expect(test.review().fpPerImage).toBeNull()
  })

  it('leaves out a picture that is taken out of the project, and has it again once that is undone', () => {
    const before = test.review()
    const { id, reviewed } = test.project.readImage(test.images[1].id).image
    const out = createEdit({
      label: 'Take out',
      images: [
        [
          { id, reviewed, takenOut: false },
          { id, reviewed, takenOut: true },
        ],
      ],
    })
    test.project.commit(out, 'do')
    expect(test.review().facts).toMatchObject({ pictures: 1, judged: 1 })
    const view = { runId: test.run.id, split: 'val' as const, threshold: 0.3 }
    expect(errorsOfPictures(test.project, view, [id]).errors).toEqual([])
    test.project.commit(invert(out), 'undo')
    expect({ ...test.review(), revision: before.revision }).toEqual(before)
  })
})

describe('what does not fit the run any more', () => {
  it('is said: pictures without predictions, gone or changed, classes deleted, renamed or new', async () => {
    const [one, two, three] = test.images
    expect(test.review().facts).toEqual({
      pictures: 2,
      judged: 2,
      unpredicted: 0,
      changed: 0,
      missing: 2,
      deletedClasses: [],
      renamedClasses: [],
      newClasses: [],
    })
    test.project.commit(addBoxes(testBox(three, test.classes[0])), 'do')
    const folder = join(test.project.runFolder(test.run.id), MODEL_FOLDER)
    await mkdir(folder, { recursive: true })
    const pictures = { [one.id]: one.contentHash, [two.id]: 'bytes of another picture' }
    await writeFile(join(folder, PREDICTED_FILE), JSON.stringify({ modelSha256: 'any', pictures }))
    await test.reopen()
    const { facts, counts } = test.review()
    expect(facts).toMatchObject({ pictures: 3, judged: 1, unpredicted: 1, changed: 1 })
    // Picture 1 alone: A found, two detections wrong, B missed.
    expect(counts).toEqual({ found: 1, falsePositives: 2, missed: 1, verdicts: 0 })
  })

  it('a deleted class counts neither way; a renamed one is itself, a new one is missed', () => {
    const [class0, class1] = test.classes
    test.project.commit(renameClassEdit(test.project, class1.id, 'cell'), 'do')
    expect(test.review().facts.renamedClasses).toEqual([{ from: 'class 1', to: 'cell' }])
    expect(test.review().counts).toMatchObject({ found: 1, falsePositives: 3, missed: 2 })
    test.project.commit(deleteClassesEdit(test.project, [class0.id]), 'do')
    const { facts, counts } = test.review()
    expect(facts.deletedClasses).toEqual([{ name: 'class 0', detections: 4 }])
    // Picture 2 has no label left. In picture 1 B stays, found by the detection of 0.2 alone.
    expect(counts).toEqual({ found: 0, falsePositives: 0, missed: 1, verdicts: 0 })
    const added = addClassEdit(test.project, 'rod')
    test.project.commit(added, 'do')
    const rod = testBox(test.images[0], added.classes.added[0])
    test.project.commit(addBoxes(rod), 'do')
    expect(test.review().facts.newClasses).toEqual([{ name: 'rod', boxes: 1 }])
  })
})
