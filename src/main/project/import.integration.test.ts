import { createHash } from 'node:crypto'
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateSample, SAMPLE_LABELS } from '../sample/generateSample'
import { importInto } from './importService'
import { createSampleProject, openFolder, PROJECT_FOLDER_NAME } from './openFolder'
import { ProjectService } from './projectService'
import { MISSING_PROBLEM, relinkRoot, rescan } from './rescanService'

let outer: string
let pictures: string
let options: { grantsFile: string }
const open: ProjectService[] = []

beforeEach(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-import-')))
  pictures = join(outer, 'Bilder äöü #1')
  options = { grantsFile: join(outer, 'granted.json') }
  await generateSample(pictures, { count: 4, seed: 3, width: 160, height: 120 })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((project) => project.close()))
  await rm(outer, { recursive: true, force: true })
})

function keep(project: ProjectService): ProjectService {
  open.push(project)
  return project
}
const create = async (name: string) => keep(await ProjectService.create(join(outer, name), options))
const labels = () => join(pictures, SAMPLE_LABELS)

/** Names and contents of everything in a folder, the project in it left out. */
async function fingerprint(folder: string): Promise<string[]> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(PROJECT_FOLDER_NAME))
    .sort()
  return Promise.all(
    names.map(
      async (path) =>
        `${path} ${createHash('sha256')
          .update(await readFile(path))
          .digest('hex')}`,
    ),
  )
}

/** What the person sees: paths and boxes, no ids. */
function contents(project: ProjectService) {
  const names = new Map(project.listClasses().map(({ id, name }) => [id, name]))
  return project.listImages().map(({ id, path, split, reviewed }) => ({
    path,
    split,
    reviewed,
    boxes: project
      .readImage(id)
      .boxes.map(({ classId, x1, y1, x2, y2 }) => `${names.get(classId)} ${x1} ${y1} ${x2} ${y2}`)
      .sort(),
  }))
}

describe('importInto', () => {
  it('takes boxes and splits in, and the second time changes nothing', async () => {
    const project = await create('p')
    const coco = JSON.parse(await readFile(labels(), 'utf8'))
    const splitFile = join(outer, 'split.json')
    await writeFile(
      splitFile,
      JSON.stringify({ train: ['bench-001.jpg', 'bench-002.jpg'], val: ['bench-003.jpg'] }),
    )
    const first = await importInto(project, labels(), { splitFile })
    expect(first).toMatchObject({ format: 'coco', images: 4, boxes: coco.annotations.length, rejected: [] })
    expect(project.stats()).toMatchObject({
      images: { total: 4, labelled: 4 },
      boxes: coco.annotations.length,
      splits: { train: 2, val: 1, test: 0, none: 1 },
    })
    const before = contents(project)
    const revision = project.summary().revision
    const second = await importInto(project, labels(), { splitFile })
    expect(contents(project)).toEqual(before)
    expect(second).toMatchObject({ images: 4, boxes: 0 })
    expect(project.summary().revision).toBe(revision)
  })

  it('keeps a box that the source has twice once, and says so', async () => {
    const project = await create('p')
    const coco = JSON.parse(await readFile(labels(), 'utf8'))
    const numBoxes = coco.annotations.length
    const [first] = coco.annotations
    const [x, y, width, height] = first.bbox
    coco.annotations.push({ ...first, id: 9998 }, { ...first, id: 9999, bbox: [x + 0.001, y, width, height] })
    await writeFile(labels(), JSON.stringify(coco))
    const { boxes, repaired } = await importInto(project, labels())
    expect([boxes, project.listBoxes().length]).toEqual([numBoxes, numBoxes])
    expect(repaired.map(({ what, count }) => [what, count])).toEqual([
      ['duplicate box (same class, same place): kept once', 1],
      ['box known already: kept once', 1],
    ])
  })

  it('joins labels with pictures that came in before, and keeps drawn boxes', async () => {
    const project = await create('p')
    await importInto(project, pictures, { format: 'folder' })
    expect(project.stats()).toMatchObject({ images: { total: 4, labelled: 0 } })
    await importInto(project, labels())
    expect(project.stats().images).toEqual({ total: 4, labelled: 4, reviewed: 0, empty: 0 })
    expect(project.listRoots()).toHaveLength(1)
  })

  it('knows a copy of the pictures elsewhere by content and name', async () => {
    const project = await create('p')
    await importInto(project, pictures, { format: 'folder' })
    await cp(pictures, join(outer, 'copy'), { recursive: true })
    await importInto(project, join(outer, 'copy', SAMPLE_LABELS))
    expect(project.stats().images).toMatchObject({ total: 4, labelled: 4 })
    expect(project.listImages().map(({ id }) => project.imageFile(id))[0]).toContain('Bilder')
  })

  it('says what would come in without writing anything', async () => {
    const project = await create('p')
    expect(await importInto(project, labels(), { dryRun: true })).toMatchObject({ images: 4 })
    expect(project.summary()).toMatchObject({ numImages: 0, classes: [], roots: [], revision: 0 })
  })

  it('takes nothing in when it is cancelled', async () => {
    const project = await create('p')
    const controller = new AbortController()
    const cancelled = importInto(project, labels(), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect(project.summary()).toMatchObject({ numImages: 0, classes: [], roots: [], revision: 0 })
  })

  it('row 37: leaves the pictures and label files as they were', async () => {
    const before = await fingerprint(pictures)
    const { project } = await openFolder(pictures, options)
    keep(project)
    await rescan(project)
    expect(await fingerprint(pictures)).toEqual(before)
  })
})

describe('openFolder', () => {
  it('makes a project in a folder of pictures that moves along with it, labels included', async () => {
    const first = await openFolder(pictures, options)
    expect(first.imported).toMatchObject({ format: 'coco', images: 4 })
    expect(first.project.summary().roots).toMatchObject([{ path: '..', external: false, granted: true }])
    await first.project.close()
    const moved = join(outer, 'elsewhere')
    await rename(pictures, moved)
    const { project, imported } = await openFolder(moved, options)
    keep(project)
    expect(imported).toBeNull()
    expect(project.folder).toBe(join(moved, PROJECT_FOLDER_NAME))
    expect(project.imageFile(project.listImages()[0].id)).toBe(join(moved, 'bench-001.jpg'))
  })

  it('takes pictures in that the label file does not name, and a broken label file does not stop it', async () => {
    await cp(join(pictures, 'bench-001.jpg'), join(pictures, 'extra.jpg'))
    const { project, imported } = await openFolder(pictures, options)
    keep(project)
    expect(imported?.images).toBe(5)
    expect(contents(project).find(({ path }) => path === 'extra.jpg')?.boxes).toEqual([])
    await writeFile(labels(), (await readFile(labels(), 'utf8')).slice(0, 400))
    await rm(join(pictures, PROJECT_FOLDER_NAME), { recursive: true })
    const again = await openFolder(pictures, options)
    keep(again.project)
    expect(again.imported?.images).toBe(5)
  })

  it('refuses a folder without pictures and leaves nothing behind', async () => {
    const empty = join(outer, 'empty')
    await mkdir(empty)
    await expect(openFolder(empty, options)).rejects.toMatchObject({ code: 'folder-empty' })
    await writeFile(join(empty, 'broken.jpg'), 'no picture')
    await expect(openFolder(empty, options)).rejects.toMatchObject({ code: 'folder-empty' })
    expect(await readdir(empty)).toEqual(['broken.jpg'])
    await expect(openFolder(join(outer, 'gone'), options)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('does not take pictures of other projects in', async () => {
    await mkdir(join(pictures, 'nested'))
    await cp(join(pictures, 'bench-001.jpg'), join(pictures, 'nested', 'inner.jpg'))
    const nested = await openFolder(join(pictures, 'nested'), options)
    await nested.project.close()
    await mkdir(join(pictures, 'nested', PROJECT_FOLDER_NAME, 'runs'), { recursive: true })
    await cp(
      join(pictures, 'bench-001.jpg'),
      join(pictures, 'nested', PROJECT_FOLDER_NAME, 'runs', 'seen.jpg'),
    )
    await rm(labels())
    const { project } = await openFolder(pictures, options)
    keep(project)
    expect(project.listImages().map(({ path }) => path)).toEqual([
      'bench-001.jpg',
      'bench-002.jpg',
      'bench-003.jpg',
      'bench-004.jpg',
      'nested/inner.jpg',
    ])
  })

  it('makes the sample project, and opens it the second time', { timeout: 60_000 }, async () => {
    const folder = join(outer, 'sample')
    const first = await createSampleProject(folder, options)
    expect(first.imported?.boxes).toBeGreaterThan(100)
    const { images } = first.project.stats()
    await first.project.close()
    const second = await createSampleProject(folder, options)
    keep(second.project)
    expect(second.imported).toBeNull()
    expect(second.project.stats().images).toEqual({ ...images, total: 60 })
  })
})

describe('row 21: folders outside the project', () => {
  it('are read only after they were chosen on this machine', async () => {
    const project = await create('p')
    await importInto(project, labels())
    const image = project.listImages()[0].id
    expect(project.summary().roots).toMatchObject([{ external: true, granted: true }])
    await project.close()

    const elsewhere = { grantsFile: join(outer, 'another machine.json') }
    const foreign = keep(await ProjectService.open(join(outer, 'p'), elsewhere))
    expect(foreign.summary().roots).toMatchObject([{ external: true, granted: false }])
    expect(() => foreign.imageFile(image)).toThrow(expect.objectContaining({ code: 'root-not-granted' }))
    expect(await rescan(foreign)).toMatchObject({ added: 0, missing: 0 })
    const [root] = foreign.listRoots()
    await foreign.moveRoot(root.id, pictures)
    expect(foreign.imageFile(image)).toBe(join(pictures, 'bench-001.jpg'))
    await foreign.close()
    const again = keep(await ProjectService.open(join(outer, 'p'), elsewhere))
    expect(again.imageFile(image)).toBe(join(pictures, 'bench-001.jpg'))
  })
})

describe('rescan', () => {
  it('finds new, missing, moved and returned pictures, with their boxes', async () => {
    const { project } = await openFolder(pictures, options)
    keep(project)
    const boxesOf = (path: string) => contents(project).find((image) => image.path === path)?.boxes
    const [one, two] = [boxesOf('bench-001.jpg'), boxesOf('bench-002.jpg')]
    await mkdir(join(pictures, 'sub'))
    await rename(join(pictures, 'bench-001.jpg'), join(pictures, 'sub', 'renamed.jpg'))
    await rename(join(pictures, 'bench-002.jpg'), join(outer, 'away.jpg'))
    await generateSample(join(pictures, 'more'), { count: 1, seed: 9, width: 160, height: 120 })
    expect(await rescan(project)).toMatchObject({ added: 1, missing: 1, moved: 1, back: 0, changed: 0 })
    expect(boxesOf('sub/renamed.jpg')).toEqual(one)
    const missing = project.listImages().find(({ path }) => path === 'bench-002.jpg')
    expect(missing).toMatchObject({ problem: MISSING_PROBLEM, numBoxes: two?.length })
    expect(() => project.imageFile(missing?.id as never)).toThrow(
      expect.objectContaining({ code: 'image-missing' }),
    )
    await rename(join(outer, 'away.jpg'), join(pictures, 'bench-002.jpg'))
    expect(await rescan(project)).toMatchObject({ added: 0, missing: 0, moved: 0, back: 1, changed: 0 })
    expect(project.listImages().filter(({ problem }) => problem !== null)).toEqual([])
  })

  it('notices a picture that was replaced by one of the same size, and reads no other again', async () => {
    const names = ['bench-001.jpg', 'bench-002.jpg']
    const [one, two] = names.map((name) => join(pictures, name)) as [string, string]
    // What follows the end of a JPEG is no part of the picture.
    const length =
      1000 + Math.max(...(await Promise.all([one, two].map(async (file) => (await stat(file)).size))))
    for (const file of [one, two])
      await writeFile(file, Buffer.concat([await readFile(file), Buffer.alloc(length)]).subarray(0, length))
    const { project } = await openFolder(pictures, options)
    keep(project)
    const hashes = () => new Map(project.listImages().map(({ path, contentHash }) => [path, contentHash]))
    const before = hashes()
    await writeFile(one, await readFile(two))
    await utimes(one, new Date(), new Date(Date.now() + 5000))
    const read: number[] = []
    const onProgress = (_done: number, total: number | null) => void read.push(total ?? 0)
    expect(await rescan(project, { onProgress })).toMatchObject({ changed: 1, added: 0, missing: 0 })
    expect(read).toEqual([1])
    expect(hashes().get('bench-001.jpg')).toBe(before.get('bench-002.jpg'))
    const { revision } = project.summary()
    expect(await rescan(project, { onProgress })).toMatchObject({ changed: 0 })
    expect([read, project.summary().revision]).toEqual([[1], revision])
  })

  it('follows a folder that was moved as a whole', async () => {
    const project = await create('p')
    await importInto(project, labels())
    const before = contents(project)
    await rename(pictures, join(outer, 'moved'))
    const [root] = project.listRoots()
    expect(await relinkRoot(project, root.id, join(outer, 'moved'))).toMatchObject({ added: 0, missing: 0 })
    expect(contents(project)).toEqual(before)
    expect(project.imageFile(project.listImages()[0].id)).toBe(join(outer, 'moved', 'bench-001.jpg'))
  })
})
