import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { importInto } from '../project/importService'
import { ProjectService } from '../project/projectService'
import { exportLabels, writingFormats } from './exportLabels'

let base: string
let project: ProjectService
const names = ['a.jpg', 'sub dir/Ünïcode 😀.jpg', 'a.png.jpg', 'z/empty.jpg', 'z/unlabelled.jpg']
const classes = ['nut', '__proto__', 'two\u2028"words" & <tags>', '=1+1', 'no', 'never used']

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-export-'))
  const picture = await orientedJpeg(1)
  for (const [i, name] of names.entries()) {
    mkdirSync(join(base, 'pictures', name, '..'), { recursive: true })
    writeFileSync(join(base, 'pictures', name), Buffer.concat([picture, Buffer.from([i])]))
  }
  const annotations = classes.slice(0, 5).map((_, i) => ({
    id: i + 1,
    image_id: (i % 3) + 1,
    category_id: i + 1,
    bbox: [1.5 + i, 2.125, 20 + i / 3, 30.333],
    iscrowd: i === 2 ? 1 : 0,
    attributes:
      i === 1
        ? { colour: 'red & "blue"', occluded: true, count: 3 }
        : i === 3
          ? { difficult: 1, truncated: true }
          : {},
  }))
  const content = {
    images: names.slice(0, 4).map((file_name, i) => ({ id: i + 1, file_name })),
    categories: classes.map((name, i) => ({ id: i + 1, name })),
    annotations,
  }
  writeFileSync(join(base, 'labels.json'), JSON.stringify(content))
  project = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'grants.json') })
  await importInto(project, join(base, 'labels.json'), { imagesDir: join(base, 'pictures') })
  await importInto(project, join(base, 'pictures'), { format: 'folder' })
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

const request = { withImages: false, unlabelled: false, split: null }

it.each(writingFormats.map(({ name }) => name))(
  'row 19: %s: what is written reads back the same, alone and with its pictures',
  async (format) => {
    const out = join(base, 'out', format)
    mkdirSync(join(base, 'out'))
    const bare = await exportLabels(project, out, { ...request, format })
    expect(bare).toMatchObject({ images: 4, boxes: 5, roundTrip: { ok: true, differences: [] } })
    expect(bare.classes.map(({ name }) => name)).toEqual(classes.map((name) => name.trim()))
    // A second export replaces the first; nothing is left beside it.
    const full = await exportLabels(project, out, { ...request, format, withImages: true })
    expect(full.images).toBe(4)
    expect(readdirSync(join(base, 'out'))).toEqual([format])
    if (format === 'tfrecord') return
    const other = await ProjectService.create(join(base, 'again'), { grantsFile: join(base, 'grants.json') })
    const report = await importInto(other, out, { format })
    const boxesOf = (from: ProjectService) =>
      from
        .stats()
        .classes.filter((each) => each.boxes > 0)
        .map((each) => `${each.name} ${each.boxes}`)
        .sort()
    expect([report.images, report.boxes, report.rejected, boxesOf(other)]).toEqual([
      4,
      5,
      [],
      boxesOf(project),
    ])
    expect(other.stats().images.empty).toBe(1)
    const copied = other
      .listImages()
      .map(({ contentHash }) => contentHash)
      .sort()
    const original = project
      .listImages()
      .filter(({ state }) => state !== 'unlabelled')
      .map(({ contentHash }) => contentHash)
      .sort()
    expect(copied).toEqual(original)
    await other.close()
  },
)

it('never mixes with files of other people, and leaves nothing behind where it fails', async () => {
  const out = join(base, 'mine')
  mkdirSync(out)
  writeFileSync(join(out, 'notes.txt'), 'mine')
  await expect(exportLabels(project, out, { ...request, format: 'coco' })).rejects.toMatchObject({
    code: 'export-failed',
  })
  expect([readdirSync(out), readFileSync(join(out, 'notes.txt'), 'utf8')]).toEqual([['notes.txt'], 'mine'])
  rmSync(join(base, 'pictures', 'a.jpg'))
  const broken = exportLabels(project, join(base, 'new'), { ...request, format: 'coco', withImages: true })
  await expect(broken).rejects.toThrow()
  expect(readdirSync(base).sort()).toEqual(['grants.json', 'labels.json', 'mine', 'pictures', 'project'])
  const aborted = AbortSignal.abort()
  const cancelled = exportLabels(
    project,
    join(base, 'new'),
    { ...request, format: 'yolo' },
    { signal: aborted },
  )
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
})

it('row 19: a VOC export names its copies .jpg, which is all that torchvision looks for, and leaves other names alone', async () => {
  writeFileSync(join(base, 'pictures', 'B.JPEG'), await orientedJpeg(1))
  const only = {
    images: [{ id: 1, file_name: 'B.JPEG' }],
    categories: [{ id: 1, name: 'nut' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 30, 40] }],
  }
  writeFileSync(join(base, 'one.json'), JSON.stringify(only))
  const one = await ProjectService.create(join(base, 'one'), { grantsFile: join(base, 'grants.json') })
  await importInto(one, join(base, 'one.json'), { imagesDir: join(base, 'pictures') })
  const voc = { ...request, format: 'voc' }
  const bare = await exportLabels(one, join(base, 'bare'), voc)
  const full = await exportLabels(one, join(base, 'full'), { ...voc, withImages: true })
  const filename = (of: string) =>
    /<filename>(.*)</.exec(readFileSync(join(base, of, 'Annotations/B.xml'), 'utf8'))?.[1]
  expect([
    filename('bare'),
    bare.notes,
    filename('full'),
    readdirSync(join(base, 'full/JPEGImages')),
  ]).toEqual(['B.JPEG', [], 'B.jpg', ['B.jpg']])
  expect(full.notes).toMatchObject([{ count: 1, examples: ['B.JPEG is B.jpg'] }])
  await one.close()
})

it('lists pictures without labels only where asked, and says what a format has no place for', async () => {
  const all = await exportLabels(project, join(base, 'all'), { ...request, format: 'coco', unlabelled: true })
  expect([all.images, all.notes]).toEqual([
    5,
    [{ what: 'picture without labels: listed without boxes', count: 1, examples: ['z/unlabelled.jpg'] }],
  ])
  const yolo = await exportLabels(project, join(base, 'yolo'), { ...request, format: 'yolo' })
  expect(yolo.notes.map(({ what, count }) => `${what} ${count}`).sort()).toEqual([
    'attributes: YOLO has no place for it 1',
    'crowd: YOLO has no place for it 1',
    'difficult: YOLO has no place for it 1',
    'occluded: YOLO has no place for it 1',
    'picture without labels: left out 1',
    'truncated: YOLO has no place for it 1',
  ])
})

it('row 19: pictures of one name in two folders read back apart, in every format', async () => {
  const twins = ['a.jpg', 'sub/a.jpg', 'x/sub/a.jpg']
  const picture = await orientedJpeg(1)
  for (const [i, name] of twins.entries()) {
    mkdirSync(join(base, 'twins', name, '..'), { recursive: true })
    writeFileSync(join(base, 'twins', name), Buffer.concat([picture, Buffer.from([i])]))
  }
  const content = {
    images: twins.map((file_name, i) => ({ id: i, file_name })),
    categories: [{ id: 1, name: 'nut' }],
    annotations: twins.map((_, i) => ({ image_id: i, category_id: 1, bbox: [1 + i, 2, 20, 30] })),
  }
  writeFileSync(join(base, 'twins', 'labels.json'), JSON.stringify(content))
  const twinProject = await ProjectService.create(join(base, 'twin'), {
    grantsFile: join(base, 'grants.json'),
  })
  try {
    await importInto(twinProject, join(base, 'twins', 'labels.json'))
    for (const { name } of writingFormats) {
      const report = await exportLabels(twinProject, join(base, `twins-${name}`), {
        ...request,
        format: name,
      })
      expect(report, name).toMatchObject({ images: 3, boxes: 3, roundTrip: { ok: true, differences: [] } })
    }
  } finally {
    await twinProject.close()
  }
})
