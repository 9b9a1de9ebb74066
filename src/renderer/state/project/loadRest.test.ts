import { beforeEach, expect, test, vi } from 'vitest'
import type { PackedRows } from '../../../shared/annotation/packedRows'
import type { ClassId, ImageId, RootId } from '../../../shared/ids'
import type { ProjectSummary } from '../../../shared/project/schema'
import { testId } from '../../annotator/testing/testRecords'
import { forgetProject, loadProject, loadRest, refreshRows, useProject } from './project'

const numImages = 4000
const classId = testId<ClassId>(1)
const boxCounts = [{ classId, boxes: 7 }]
const summary = { numImages, classes: [] } as unknown as ProjectSummary

/** Rows `from` to `to` of the list, as main writes them. */
function packed(from: number, to: number): string {
  const numbers = Array.from({ length: to - from }, (_, i) => from + i)
  const all = <T>(value: T) => numbers.map(() => value)
  const rows: PackedRows = {
    order: null,
    classIds: [classId],
    classes: all(null),
    counted_row: numbers,
    row: numbers,
    id: numbers.map((n) => testId<ImageId>(n)),
    root_id: all(testId<RootId>(9)),
    path: numbers.map((n) => `img${n}.jpg`),
    width: all(10),
    height: all(10),
    bytes: all(1),
    content_hash: all(''),
    reviewed: all(0),
    split: all(null),
    problem: all(null),
    flags: all('[]'),
    note: all(''),
    modified_at: all(null),
    taken_out: all(0),
  }
  return JSON.stringify(rows)
}

const call = vi.fn()
const asked = () => call.mock.calls.map(([name]) => name)
const paths = () => useProject.getState().images.map(({ path }) => path)

beforeEach(() => {
  vi.stubGlobal('window', { studio: { call } })
  call.mockReset()
  call.mockImplementation(async (name: string) => ({
    ok: true,
    value:
      name === 'images.first'
        ? { packed: packed(2000, 2600), at: 2000, total: numImages, reviewed: 2000, boxCounts }
        : { packed: packed(0, numImages), boxCounts },
  }))
  forgetProject()
})

test('a long list shows its first stretch, and then all of it', async () => {
  await loadProject(summary)
  expect(asked()).toEqual(['images.first'])
  expect(useProject.getState().early).toEqual({ at: 2000, total: numImages, reviewed: 2000 })
  expect(paths()[0]).toBe('img2000.jpg')
  expect(await loadRest()).toBe(true)
  expect(useProject.getState().early).toBeNull()
  expect(paths()).toHaveLength(numImages)
  expect(useProject.getState().places.get(testId<ImageId>(2000))).toBe(2000)
  // There is no more to come.
  await loadRest()
  expect(asked()).toEqual(['images.first', 'images.list'])
})

test('a short one is read in one go', async () => {
  await loadProject({ ...summary, numImages: 3000 })
  expect(asked()).toEqual(['images.list'])
  expect(useProject.getState().early).toBeNull()
})

test('rows that an edit may have overtaken are not taken', async () => {
  await loadProject(summary)
  const rest = loadRest()
  useProject.setState({ boxCounts: new Map([[classId, 8]]) })
  expect(await rest).toBe(false)
  expect(paths()).toHaveLength(600)
  expect(await loadRest()).toBe(true)
  expect(paths()).toHaveLength(numImages)
  expect(useProject.getState().boxCounts.get(classId)).toBe(8)
})

test('nor are those of a list that was read for another reason, or of a project that is gone', async () => {
  await loadProject(summary)
  const rest = loadRest()
  await refreshRows()
  const { images } = useProject.getState()
  expect(await rest).toBe(true)
  expect(useProject.getState().images).toBe(images)
  await loadProject(summary)
  const late = loadRest()
  forgetProject()
  expect(await late).toBe(true)
  expect(paths()).toEqual([])
})

test('a project that was closed meanwhile is no error, an answer that fails is one', async () => {
  await loadProject(summary)
  call.mockImplementation(async () => ({
    ok: false,
    error: { code: 'no-project', message: 'No project is open.' },
  }))
  await expect(loadRest()).rejects.toThrow('No project is open.')
  const rest = loadRest()
  forgetProject()
  expect(await rest).toBe(true)
})
