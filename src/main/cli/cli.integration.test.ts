import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeZip } from '../archive/testing/makeZip'
import { generateSample, SAMPLE_LABELS } from '../sample/generateSample'
import { commands } from './commands'
import type { CliContext } from './context'
import { runCli } from './run'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal cli ünïcode '))
  await generateSample(join(folder, 'pictures'), { count: 8, seed: 11, width: 160, height: 120 })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Answer {
  code: number
  // What a command prints is checked field by field below.
  json: Record<string, unknown> & { error?: { code: string; message: string; hint?: string } }
}

const said: string[] = []

async function cli(...argv: string[]): Promise<Answer> {
  let out = ''
  const say = (message: string) => void said.push(message)
  const context: CliContext = { signal: new AbortController().signal, progress: () => {}, say }
  const code = await runCli([...argv, '--json'], commands, context, {
    out: (text) => {
      out += text
    },
    err: () => {},
  })
  const last = out.trimEnd().split('\n').at(-1)
  return { code, json: last === undefined || last === '' ? {} : JSON.parse(last) }
}

const place = (...names: string[]) => join(folder, ...names)

describe('the command line on a real project', () => {
  it('makes, fills, counts, deals and verifies a project, in a path with spaces and umlauts', async () => {
    expect(await cli('new', place('project'), '--name', 'Bench')).toEqual({
      code: 0,
      json: { project: place('project'), name: 'Bench' },
    })
    const imported = await cli('import', place('project'), place('pictures', SAMPLE_LABELS))
    expect(imported.code).toBe(0)
    expect(imported.json).toMatchObject({ images: 8, repaired: [], rejected: [] })
    const { json: stats } = await cli('stats', place('project'))
    expect(stats.boxes).toBe(imported.json.boxes)
    expect(stats.images).toMatchObject({ total: 8 })
    const window = { low: 300, high: 4000, gamma: 1 }
    expect((await cli('depth', place('project'))).json).toEqual({ kind: 'auto' })
    expect((await cli('depth', place('project'), '--window', '4000,300')).code).toBe(2)
    expect((await cli('depth', place('project'), '--window', '300,4000')).json).toEqual({
      kind: 'fixed',
      window,
    })
    expect((await cli('depth', place('project'), '--auto')).json).toEqual({ kind: 'auto' })
    const { json: split } = await cli('split', place('project'), '--ratios', '50/25/25', '--seed', '3')
    expect(split).toMatchObject({ train: 4, val: 2, test: 2 })
    expect(await cli('verify', place('project'))).toEqual({ code: 0, json: { ok: true, problems: [] } })
    expect(await cli('runs', place('project'))).toEqual({ code: 0, json: { runs: [] } })
  })

  it('deals by groups, and refuses folds and rules that there are none of', async () => {
    await cli('new', place('grouped'))
    await cli('import', place('grouped'), place('pictures', SAMPLE_LABELS))
    // All eight are bench-001 and so on: one clip, one group, one split.
    const { json } = await cli('split', place('grouped'), '--group-by', 'video', '--ratios', '50/25/25')
    expect(json).toEqual({ train: 8, val: 0, test: 0, groups: 1, leakScore: 0 })
    const alone = await cli('split', place('grouped'), '--group-by', 'none', '--ratios', '50/25/25')
    expect(alone.json).toMatchObject({ train: 4, val: 2, test: 2, groups: 8 })
    expect((await cli('split', place('grouped'), '--group-by', 'colour')).code).toBe(2)
    expect((await cli('folds', place('grouped'), '--k', '7')).code).toBe(2)
    expect((await cli('suspects', place('grouped'))).json.error?.code).toBe('run-not-found')
    // Six pictures are not of the test split, and by video they are one group.
    await cli('split', place('grouped'), '--group-by', 'video', '--only-new')
    expect((await cli('folds', place('grouped'))).json.error?.code).toBe('too-few-images')
  })

  it('says what an import would bring without bringing it', async () => {
    await cli('new', place('dry'))
    const dry = await cli('import', place('dry'), place('pictures'), '--dry-run')
    expect(dry.json.images).toBe(8)
    expect((await cli('stats', place('dry'))).json.images).toMatchObject({ total: 0 })
  })

  it('row 16: imports a zip, and says where each class goes before it writes', async () => {
    const picture = await readFile(place('pictures', 'bench-001.jpg'))
    const rows = ['a.jpg,nut,1,1,30,30', 'a.jpg,Nut\u202e,40,40,60,60', 'a.jpg,nut,5,5,20,20']
    const table = `filename,class,xmin,ymin,xmax,ymax\n${rows.join('\n')}\n`
    const zip = [
      { name: 'a.jpg', content: picture },
      { name: 'labels.csv', content: table },
    ]
    await writeFile(place('set.zip'), makeZip(zip))
    await cli('new', place('zipped'))
    said.length = 0
    const { json } = await cli('import', place('zipped'), place('set.zip'))
    expect(json).toMatchObject({ images: 1, boxes: 3, repaired: [], rejected: [] })
    expect(said).toEqual(['Classes:\n  nut (2 boxes) -> a new class\n  Nut\\u202e (1 box) -> a new class'])
    said.length = 0
    await writeFile(
      place('more.csv'),
      table.replaceAll(',nut,', ',NUT,').replaceAll('a.jpg', 'bench-002.jpg'),
    )
    expect(
      (await cli('import', place('zipped'), place('more.csv'), '--images', place('pictures'))).code,
    ).toBe(0)
    expect(said).toEqual([
      'Classes:\n  NUT (2 boxes) -> a new class (nut is written differently)\n' +
        '  Nut\\u202e (1 box) -> the class of that name',
    ])
  })

  it('scores detections of any origin', async () => {
    const labels = JSON.parse(await readFile(place('pictures', SAMPLE_LABELS), 'utf8')) as {
      annotations: { image_id: number; category_id: number; bbox: number[] }[]
    }
    const perfect = labels.annotations.map(({ image_id, category_id, bbox }) => ({
      image_id,
      category_id,
      bbox,
      score: 0.9,
    }))
    await writeFile(place('perfect.json'), JSON.stringify(perfect))
    const { code, json } = await cli(
      'score',
      '--gt',
      place('pictures', SAMPLE_LABELS),
      '--dt',
      place('perfect.json'),
    )
    expect(code).toBe(0)
    expect(json).toMatchObject({ AP: 1, AP50: 1, AR100: 1 })
  })
})

describe('bad input gets a code and a way out', () => {
  const refusals: [string, () => Promise<Answer>, string][] = [
    ['a project that is not there', () => cli('stats', place('nowhere')), 'project-not-found'],
    ['a second project in the same place', () => cli('new', place('project')), 'project-exists'],
    [
      'an empty folder',
      async () => {
        await mkdir(place('empty'), { recursive: true })
        return cli('import', place('project'), place('empty'))
      },
      'folder-empty',
    ],
    [
      'a label file that is none',
      async () => {
        await writeFile(place('broken.json'), '{"images": [')
        return cli('import', place('project'), place('broken.json'))
      },
      'format-invalid',
    ],
    [
      'training without a box',
      async () => {
        await cli('new', place('blank'))
        return cli('train', place('blank'))
      },
      'no-boxes',
    ],
    [
      'a setting that does not exist',
      () => cli('train', place('project'), '--set', 'loss.focal.gama=3'),
      'config-invalid',
    ],
    [
      'a run that does not exist',
      () => cli('evaluate', place('project'), '--run', 'run-0042'),
      'run-not-found',
    ],
    [
      'a folder without a model',
      () => cli('predict', place('empty'), place('pictures', 'bench-001.jpg')),
      'not-found',
    ],
  ]

  it.each(refusals)('%s', async (_what, act, code) => {
    const answer = await act()
    expect(answer.code).toBe(1)
    expect(answer.json.error?.code).toBe(code)
    expect(answer.json.error?.message.length).toBeGreaterThan(10)
    expect(answer.json.error?.hint ?? '').not.toBe('')
  })

  it('row 27: a project of a newer version is read, and left alone', async () => {
    await cli('new', place('newer'))
    const manifest = JSON.parse(await readFile(place('newer', 'project.json'), 'utf8')) as object
    await writeFile(place('newer', 'project.json'), JSON.stringify({ ...manifest, schemaVersion: 999 }))
    const before = await readFile(place('newer', 'project.db'))
    expect((await cli('stats', place('newer'))).code).toBe(0)
    const answer = await cli('import', place('newer'), place('pictures'))
    expect(answer.code).toBe(1)
    expect(answer.json.error).toMatchObject({ code: 'project-newer', hint: 'Update the studio.' })
    expect(await readFile(place('newer', 'project.db'))).toEqual(before)
  })

  it('pictures that a label file names but that are missing are named, the others come in', async () => {
    const labels = JSON.parse(await readFile(place('pictures', SAMPLE_LABELS), 'utf8')) as {
      images: { file_name: string }[]
    }
    labels.images[0].file_name = 'gone.jpg'
    await writeFile(place('pictures', 'partly.json'), JSON.stringify(labels))
    await cli('new', place('partly'))
    const { code, json } = await cli('import', place('partly'), place('pictures', 'partly.json'))
    expect(code).toBe(0)
    expect(json.images).toBe(7)
    expect(JSON.stringify(json.rejected)).toContain('gone.jpg')
  })
})
