import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { greyTiff } from '../images/testing/deepFiles'
import { depthRule, keepDepthWindow, ownDepthWindow, setDepthRule } from './depthRule'
import { openFolder } from './openFolder'
import { gatherTrainingData } from './trainJob'

let folder = ''
let grantsFile = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-depth-'))
  grantsFile = join(folder, 'granted.json')
  await writeFile(join(folder, 'a.tif'), greyTiff(new Uint16Array(40 * 30).fill(700), 40, 30))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('a project keeps its rule and the windows of its pictures, and trains by the rule', async () => {
  const window = { low: 300, high: 2500, gamma: 1.5 }
  const { project } = await openFolder(folder, { grantsFile })
  const [{ id, width, problem }] = project.listImages()
  expect([width, problem]).toEqual([40, null])
  expect([depthRule(project), ownDepthWindow(project, id)]).toEqual([{ kind: 'auto' }, null])
  expect((await gatherTrainingData(project, 1)).depth).toEqual({ kind: 'auto' })
  setDepthRule(project, { kind: 'fixed', window })
  keepDepthWindow(project, id, { ...window, low: 10 })
  await project.close()

  const { project: again } = await openFolder(folder, { grantsFile })
  expect(depthRule(again)).toEqual({ kind: 'fixed', window })
  expect(ownDepthWindow(again, id)).toEqual({ ...window, low: 10 })
  expect((await gatherTrainingData(again, 1)).depth).toEqual({ kind: 'fixed', window })
  keepDepthWindow(again, id, null)
  expect(ownDepthWindow(again, id)).toBeNull()
  // What another program wrote there counts as nothing.
  again.setNote('depthRule', '{"kind":"fixed","window":{"low":9,"high":3,"gamma":1}}')
  expect(depthRule(again)).toEqual({ kind: 'auto' })
  await again.close()
})

it('says of a picture of several pages that the first is used', async () => {
  const stack = join(folder, 'stack')
  await mkdir(stack)
  await copyFile(fixture('pages.tif'), join(stack, 'pages.tif'))
  const { project, imported } = await openFolder(stack, { grantsFile })
  expect(project.listImages().map(({ width, height }) => [width, height])).toEqual([[21, 13]])
  expect(imported?.repaired).toEqual([
    { what: 'picture of several pages: the first is used', count: 1, examples: ['pages.tif: 3 pages'] },
  ])
  await project.close()
})

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../../fixtures/deep-pictures/${name}`, import.meta.url))
