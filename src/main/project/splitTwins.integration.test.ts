import { appendFile, cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Split } from '../../shared/annotation/schema'
import { generateSample } from '../sample/generateSample'
import { openFolder } from './openFolder'
import type { ProjectService } from './projectService'
import { findSplitTwins } from './splitTwins'
import { gatherTrainingData } from './trainJob'

const PATIENT_MS = 60_000
let outer: string
let project: ProjectService

/** A project of four labelled pictures and a copy of the first that has one byte more. */
beforeEach(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-twins-')))
  const pictures = join(outer, 'pictures')
  await generateSample(pictures, { count: 4, seed: 3, width: 160, height: 120 })
  await cp(join(pictures, 'bench-001.jpg'), join(pictures, 'copy.jpg'))
  await appendFile(join(pictures, 'copy.jpg'), '\0')
  project = (await openFolder(pictures, { grantsFile: join(outer, 'granted.json') })).project
})
afterEach(async () => {
  await project.close()
  await rm(outer, { recursive: true, force: true })
})

const idOf = (name: string) => project.listImages().find(({ path }) => path.endsWith(name))?.id as never
const allIds = () => new Set<string>(project.listImages().map(({ id }) => id))

/** Puts every picture into `others`, the copy and some more where they are told to go. */
function deal(others: Split, places: Record<string, Split>): void {
  const splits = new Map(project.listImages().map(({ id }) => [id, others]))
  for (const [name, split] of Object.entries(places)) splits.set(idOf(name), split)
  project.setSplits(splits)
}

it('finds a picture to check on that looks like one to learn from', async () => {
  deal('train', { 'copy.jpg': 'val', 'bench-003.jpg': 'test' })
  expect(await findSplitTwins(project, allIds(), PATIENT_MS)).toEqual([
    { heldId: idOf('copy.jpg'), trainId: idOf('bench-001.jpg') },
  ])
})

it('finds none where both are on the same side, or one of them is not asked for', async () => {
  deal('train', { 'bench-003.jpg': 'val' })
  expect(await findSplitTwins(project, allIds(), PATIENT_MS)).toEqual([])
  deal('train', { 'copy.jpg': 'val' })
  const others = allIds()
  others.delete(idOf('bench-001.jpg'))
  expect(await findSplitTwins(project, others, PATIENT_MS)).toEqual([])
})

it('looks at nothing without time, and remembers what it saw', async () => {
  deal('train', { 'copy.jpg': 'val' })
  expect(await findSplitTwins(project, allIds(), -1)).toEqual([])
  expect(await findSplitTwins(project, allIds(), PATIENT_MS)).toHaveLength(1)
  expect(await findSplitTwins(project, allIds(), -1)).toHaveLength(1)
})

it('training is blocked where every picture with a box is set aside for checks', async () => {
  deal('val', {})
  const { problems } = await gatherTrainingData(project, 1)
  expect(problems.map(({ severity, code }) => [severity, code])).toContainEqual(['blocks', 'no-boxes'])
  deal('val', { 'bench-002.jpg': 'train' })
  const { problems: left } = await gatherTrainingData(project, 1)
  expect(left.filter(({ severity }) => severity === 'blocks')).toEqual([])
})
