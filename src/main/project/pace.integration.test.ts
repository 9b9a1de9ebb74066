import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { ClassId } from '../../shared/ids'
import { newId } from '../../shared/ids'
import type { JournalTime } from '../store/sqlite/journalTimes'
import { paceOf, paceReport } from './pace'
import { addBoxes, createTestProject, type TestProject, testBox } from './testing/testProject'

const cell = newId<ClassId>()
const rod = newId<ClassId>()
const noon = new Date(2026, 10, 26, 12).getTime()

const row = (seconds: number, part: Partial<JournalTime> = {}): JournalTime => ({
  revision: seconds,
  at: noon + seconds * 1000,
  stands: true,
  boxes: [],
  pictures: 0,
  ...part,
})

describe('paceReport', () => {
  it('adds up gaps without pauses, and counts what stands', () => {
    const rows = [
      row(-86_400, { boxes: [{ classId: cell, count: 1 }] }),
      row(0, { pictures: 1 }),
      row(10, { boxes: [{ classId: cell, count: 1 }] }),
      row(20, {
        boxes: [
          { classId: cell, count: 2 },
          { classId: rod, count: 2 },
        ],
      }),
      // Undone since: its time counts, its box does not.
      row(30, { boxes: [{ classId: rod, count: 1 }], stands: false }),
      row(40, { pictures: 1 }),
      // After a pause of 1000 s.
      row(1040, { boxes: [{ classId: rod, count: 1 }] }),
      row(1060, { pictures: 1 }),
    ]
    const report = paceReport(rows, { now: noon + 2_000_000, openedAt: noon + 1_000_000, picturesLeft: 10 })
    expect(report.today).toEqual({ seconds: 60, boxes: 6, pictures: 3 })
    expect(report.session).toEqual({ seconds: 20, boxes: 1, pictures: 1 })
    expect(report.all).toEqual({ seconds: 60, boxes: 7, pictures: 3 })
    // The first box of each stretch has no gap before it. 10 s for one cell, 10 s shared by two cells and two rods.
    expect(report.classes).toEqual([
      { classId: cell, boxes: 3, secondsABox: 5 },
      { classId: rod, boxes: 2, secondsABox: 2.5 },
    ])
    // One picture in this session is too few: 20 s a picture as of today.
    expect(report.secondsLeft).toBe(200)
  })

  it('says nothing of the future where little was done', () => {
    const report = paceReport([row(0, { pictures: 1 })], { now: noon, openedAt: noon, picturesLeft: 3 })
    expect(report.secondsLeft).toBeNull()
  })
})

describe('paceOf', () => {
  let test: TestProject
  beforeEach(async () => {
    test = await createTestProject(2, 2)
  })
  afterEach(() => test.remove())

  it('reads the journal, and goes on where it was', async () => {
    const [image] = test.images
    const draw = addBoxes(testBox(image, test.classes[0]), testBox(image, test.classes[1]))
    test.project.commit(draw, 'do')
    const reviewed = createEdit({
      label: 'Reviewed',
      images: [
        [
          { id: image.id, reviewed: false },
          { id: image.id, reviewed: true },
        ],
      ],
    })
    test.project.commit(reviewed, 'do')
    const first = await paceOf(test.project, Date.now())
    expect([first.session.boxes, first.session.pictures, first.picturesLeft]).toEqual([2, 1, 1])
    test.project.commit(invert(reviewed), 'undo')
    const second = await paceOf(test.project, Date.now())
    expect([second.session.boxes, second.session.pictures, second.picturesLeft]).toEqual([2, 0, 2])
  })
})
