import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addClassEdit } from '../project/classes'
import { addBoxes } from '../project/testing/testProject'
import { commands } from './commands'
import { runCli } from './run'
import { withProject } from './withProject'

/** The drawn picture that the network sees a stop sign (0.89), a clock (0.64) and a traffic light (0.40) on, twice. */
const picture = fileURLToPath(new URL('../../../fixtures/coco-detector/picture.png', import.meta.url))
let folder = ''
let project = ''

async function cli(...argv: string[]) {
  let out = ''
  const context = { signal: new AbortController().signal, progress: () => {}, say: () => {} }
  const streams = {
    out: (text: string) => {
      out += text
    },
    err: () => {},
  }
  const code = await runCli([...argv, '--json'], commands, context, streams)
  return { code, json: JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-prelabel-'))
  project = join(folder, 'project')
  await mkdir(join(folder, 'pictures'))
  for (const name of ['a', 'b']) await copyFile(picture, join(folder, 'pictures', `${name}.png`))
  await cli('new', project)
  await cli('import', project, join(folder, 'pictures'))
  await withProject(project, async (open) => {
    for (const name of ['Stop_Sign', 'thing']) open.commit(addClassEdit(open, name), 'do')
  })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const proposed = () =>
  withProject(project, async (open) => {
    const names = new Map(open.listClasses().map(({ id, name }) => [id, name]))
    const [first] = open.listImages()
    return open.proposalsOn(first.id).map(({ classId, source }) => [names.get(classId), source])
  })

describe('prelabel', () => {
  it('proposes by classes of the same name', async () => {
    expect(await cli('prelabel', project, '--coco', '--threshold', '0.5')).toEqual({
      code: 0,
      json: { images: 2, proposals: 2 },
    })
    expect(await proposed()).toEqual([['Stop_Sign', 'coco']])
  })

  it('proposes by a map, in place of the round before', async () => {
    const map = ['--map', 'clock=thing', '--map', 'stop sign=thing']
    expect((await cli('prelabel', project, '--coco', ...map)).json).toEqual({ images: 2, proposals: 6 })
    expect(new Set((await proposed()).map(([name]) => name))).toEqual(new Set(['thing']))
  })

  it('leaves labelled pictures alone', async () => {
    await withProject(project, async (open) => {
      const [first] = open.listImages()
      const [own] = open.listClasses()
      const box = {
        x1: 0,
        y1: 0,
        x2: 9,
        y2: 9,
        difficult: false,
        occluded: false,
        truncated: false,
        crowd: false,
      }
      const origin = { source: 'drawn' as const, runId: null, reviewedAt: null, createdAt: 1, attributes: [] }
      const id = '0'.repeat(32) as never
      open.commit(addBoxes({ id, imageId: first.id, classId: own.id, ...box, ...origin }), 'do')
    })
    expect((await cli('prelabel', project, '--coco', '--threshold', '0.5')).json).toEqual({
      images: 1,
      proposals: 1,
    })
  })

  it.each([
    [['--coco', '--map', 'stop sgn=thing'], 'invalid-input', 'COCO has no class "stop sgn".'],
    [['--coco', '--map', 'clock=nothing'], 'invalid-input', 'The project has no class "nothing".'],
    [['--map', 'clock=thing'], 'invalid-input', '--map says what COCO classes mean; it goes with --coco.'],
    [['--coco', '--run', 'latest'], 'invalid-input', 'Either --run or --coco proposes, not both.'],
    [['--run', 'run-0009'], 'run-not-found', null],
    [[], 'run-not-found', null],
  ])('refuses %j', async (options, code, message) => {
    const answer = await cli('prelabel', project, ...options)
    expect(answer.code).toBe(1)
    expect(answer.json.error.code).toBe(code)
    if (message !== null) expect(answer.json.error.message).toBe(message)
  })
})
