import { appendFile, cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Split } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { generateSample } from '../sample/generateSample'
import { importInto } from './importService'
import { openFolder } from './openFolder'
import type { ProjectService } from './projectService'
import { previewSplit } from './splitPreview'
import { splitState, undoSplit } from './splitRule'
import { deal, ensureSplit } from './splitService'

let outer: string
let pictures: string
let project: ProjectService

/** Eight pictures; the second has an augmented copy by name, the first a byte-for-byte twin with another name. */
beforeEach(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-splits-')))
  pictures = join(outer, 'pictures')
  await generateSample(pictures, { count: 8, seed: 5, width: 160, height: 120 })
  await cp(join(pictures, 'bench-008.jpg'), join(pictures, 'bench-002_rot90.jpg'))
  await appendFile(join(pictures, 'bench-002_rot90.jpg'), '\0')
  project = (await openFolder(pictures, { grantsFile: join(outer, 'granted.json') })).project
})
afterEach(async () => {
  await project.close()
  await rm(outer, { recursive: true, force: true })
})

const ratios = { train: 0.6, val: 0.2, test: 0.2 }
const splitsNow = () =>
  new Map(project.listImages().map(({ path, split }) => [path.split('/').at(-1), split]))
const setSplit = (name: string, split: Split | null) => {
  const row = project.listImages().find(({ path }) => path.endsWith(name))
  project.setSplits(new Map([[row?.id as ImageId, split]]))
}

describe('dealing', () => {
  it('keeps copies and twins together whatever the seed, and then leaks nothing', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const report = await deal(project, { ratios, seed })
      const now = splitsNow()
      // 002 with its copy by name, the copy with 008 by looks: one group of three.
      expect(now.get('bench-002_rot90.jpg')).toBe(now.get('bench-002.jpg'))
      expect(now.get('bench-002_rot90.jpg')).toBe(now.get('bench-008.jpg'))
      expect([report.groups, report.leakScore]).toEqual([7, 0])
      expect(report.train + report.val + report.test).toBe(9)
    }
  })

  it('says how much a deal without groups leaks, and what a better one would do', async () => {
    await deal(project, { ratios, seed: 1, groupBy: [] })
    const all = new Map(project.listImages().map(({ id }) => [id, 'train' as const]))
    project.setSplits(all)
    setSplit('bench-002.jpg', 'val')
    setSplit('bench-008.jpg', 'test')
    const preview = await previewSplit(project, { ratios, seed: 1 })
    // Both held pictures have a relative in train: one by name, one by looks.
    expect([preview.leakBefore, preview.leakAfter]).toEqual([1, 0])
    expect(preview.before).toMatchObject({
      train: { pictures: 7 },
      val: { pictures: 1 },
      test: { pictures: 1 },
    })
    expect(preview.largest).toEqual({ pictures: 3, example: expect.stringContaining('bench-002') })
    const parts = Object.values(preview.after)
    expect(parts.reduce((sum, { pictures: count }) => sum + count, 0)).toBe(9)
    expect(parts.reduce((sum, { boxes }) => sum + boxes, 0)).toBe(project.listBoxes().length)
    const dealt = preview.classes.reduce((sum, { train, val, test }) => sum + train + val + test, 0)
    expect(dealt).toBe(project.listBoxes().length)
    // Nothing has been done yet.
    expect(splitsNow().get('bench-002.jpg')).toBe('val')
  })

  it('is undone, and done again', async () => {
    await deal(project, { ratios, seed: 1 })
    const first = splitsNow()
    await deal(project, { ratios: { train: 0.2, val: 0.4, test: 0.4 }, seed: 9, groupBy: ['folder'] })
    const second = splitsNow()
    expect(second).not.toEqual(first)
    undoSplit(project)
    expect(splitsNow()).toEqual(first)
    undoSplit(project)
    expect(splitsNow()).toEqual(second)
    expect(splitState(project)).toMatchObject({ canUndo: true, rule: { seed: 9, groupBy: ['folder'] } })
  })
})

describe('new pictures', () => {
  it('are dealt by the rule of the last deal, follow their twins, and move nobody', async () => {
    await deal(project, { ratios, seed: 2 })
    const before = splitsNow()
    const more = join(outer, 'more')
    await generateSample(more, { count: 5, seed: 77, width: 160, height: 120 })
    const twins = join(outer, 'twins')
    await mkdir(twins)
    await cp(join(pictures, 'bench-004.jpg'), join(twins, 'again.jpg'))
    await appendFile(join(twins, 'again.jpg'), '\0')
    for (const folder of [more, twins]) await importInto(project, folder)
    const fresh = project.listImages().filter(({ split }) => split === null)
    expect(fresh).toHaveLength(6)
    await ensureSplit(project, project.listImages(), 1)
    const now = project.listImages()
    expect(now.every(({ split }) => split !== null)).toBe(true)
    const isFresh = new Set(fresh.map(({ id }) => id))
    for (const { id, path, split } of now) {
      if (!isFresh.has(id)) expect(split).toBe(before.get(path.split('/').at(-1)))
    }
    const twin = now.find(({ path }) => path.endsWith('again.jpg'))
    expect(twin?.split).toBe(before.get('bench-004.jpg'))
  })

  it('alone are dealt with --only-new: whoever has a split keeps it (seeded)', async () => {
    const ids = project.listImages().map(({ id }) => id)
    const splits = fc.array(fc.constantFrom('train' as const, 'val' as const, 'test' as const, null), {
      minLength: ids.length,
      maxLength: ids.length,
    })
    await fc.assert(
      fc.asyncProperty(splits, fc.nat(50), async (given, seed) => {
        project.setSplits(new Map(ids.map((id, i) => [id, given[i]])))
        await deal(project, { ratios, seed, onlyNew: true })
        const now = new Map(project.listImages().map(({ id, split }) => [id, split]))
        ids.forEach((id, i) => {
          expect(now.get(id)).not.toBeNull()
          if (given[i] !== null) expect(now.get(id)).toBe(given[i])
        })
      }),
      { seed: 20261126, numRuns: 25 },
    )
  })
})
