import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  addBoxes,
  codeOf,
  createTestProject,
  type TestProject,
  testBox,
} from '../../project/testing/testProject'
import { openForWriting } from './open'
import { SqliteProjectStore } from './sqliteProjectStore'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject()
  await test.project.close()
})
afterEach(() => test.remove())

describe('row 25: a full disk', () => {
  it('refuses the edit with its code, keeps what there was, and takes the same edit once there is room', () => {
    const database = openForWriting(join(test.folder, 'project.db'))
    const store = new SqliteProjectStore(database, test.folder, false)
    try {
      const first = addBoxes(testBox(test.images[0], test.classes[0]))
      store.commit(first, 'do', 1)
      // SQLite answers with the same SQLITE_FULL whether the disk has no room or the file may not grow.
      database.pragma(`max_page_count = ${database.pragma('page_count')}`)
      const many = addBoxes(...Array.from({ length: 500 }, () => testBox(test.images[1], test.classes[0])))
      expect(codeOf(() => store.commit(many, 'do', 2))).toBe('disk-full')
      expect([store.listBoxes('all'), store.history(9).undo.map(({ edit }) => edit)]).toEqual([
        first.boxes.added,
        [first],
      ])
      expect(store.integrityProblems()).toEqual([])
      database.pragma('max_page_count = 1000000')
      store.commit(many, 'do', 3)
      expect(store.listBoxes('all')).toHaveLength(501)
    } finally {
      store.close()
    }
  })
})
