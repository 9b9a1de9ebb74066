import { spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeZip } from '../archive/testing/makeZip'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { orientedJpeg } from '../images/testing/pictures'
import { discardPlan, importInto, readPlan } from './importService'
import { openFolder } from './openFolder'
import { ProjectService } from './projectService'
import { rescan } from './rescanService'

let base: string
let options: { grantsFile: string }
const open: ProjectService[] = []
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'focal-import-zip-')))
  options = { grantsFile: join(base, 'grants.json') }
})
afterEach(async () => {
  for (const project of open.splice(0)) await project.close()
  rmSync(base, { recursive: true, force: true })
})

const keep = (project: ProjectService) => {
  open.push(project)
  return project
}
const create = async () => keep(await ProjectService.create(join(base, 'project'), options))
const unfinished = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.unpacking-'))

const coco = JSON.stringify({
  images: [{ id: 1, file_name: 'a.jpg' }],
  categories: [{ id: 1, name: '__proto__' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [8, 8, 16, 8] }],
})

async function zipOf(more: Parameters<typeof makeZip>[0] = []): Promise<string> {
  const file = join(base, 'set (1).zip')
  const picture = { name: 'set/images/a.jpg', content: await orientedJpeg(6), isStored: true }
  writeFileSync(file, makeZip([picture, { name: 'set/labels.json', content: coco }, ...more]))
  return file
}

describe('row 16: an import from a zip', () => {
  it('row 16: pictures and boxes come in, lie in the project, and are found again', async () => {
    const project = await create()
    const report = await importInto(project, await zipOf())
    expect(report).toMatchObject({ format: 'coco', images: 1, boxes: 1, rejected: [], repaired: [] })
    expect(project.summary().roots).toMatchObject([
      { path: 'imported/set 1', external: false, granted: true },
    ])
    const [image] = project.listImages()
    expect(project.imageFile(image.id)).toBe(join(project.folder, 'imported/set 1/set/images/a.jpg'))
    expect(project.readImage(image.id).boxes).toMatchObject([{ x1: 8, y1: 8, x2: 24, y2: 16 }])
    expect(unfinished(project.folder)).toEqual([])
    expect(await rescan(project)).toMatchObject({ added: 0, missing: 0 })
    // The same once more changes nothing and leaves no second copy.
    expect(await importInto(project, await zipOf())).toMatchObject({ images: 1, boxes: 0 })
    expect(project.listImages()).toHaveLength(1)
    expect(readdirSync(join(project.folder, 'imported'))).toEqual(['set 1'])
  })

  it('row 16: nothing comes in and nothing is left where it is refused, cancelled, only looked at or discarded', async () => {
    const project = await create()
    const before = readdirSync(project.folder)
    const untouched = () => {
      expect(readdirSync(project.folder)).toEqual(before)
      expect(project.summary()).toMatchObject({ numImages: 0, revision: 0 })
    }
    const slip = await zipOf([{ name: '../out.jpg', content: 'x' }])
    await expect(importInto(project, slip)).rejects.toMatchObject({ code: 'path-outside' })
    untouched()
    const source = await zipOf()
    for (const stopAt of [1, 2]) {
      const controller = new AbortController()
      let calls = 0
      const cancelled = importInto(project, source, {
        signal: controller.signal,
        onProgress: () => ++calls === stopAt && controller.abort(),
      })
      await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
      untouched()
    }
    expect(await importInto(project, source, { dryRun: true })).toMatchObject({ images: 1, boxes: 1 })
    untouched()
    await discardPlan(await readPlan(source, {}, project.folder))
    untouched()
    writeFileSync(source, makeZip([{ name: 'readme.md', content: 'x' }]))
    await expect(importInto(project, source)).rejects.toMatchObject({
      code: 'folder-empty',
      message: 'There is no picture in set (1).zip',
    })
    writeFileSync(join(base, 'set.tar'), 'x')
    await expect(importInto(project, join(base, 'set.tar'))).rejects.toMatchObject({ code: 'format-unknown' })
    untouched()
  })

  it('row 16: one broken file does not stop the others, and is told', async () => {
    const project = await create()
    const broken = { name: 'set/images/b.jpg', content: 'x', claims: { checksum: 5 } }
    const report = await importInto(project, await zipOf([broken, { name: 'in.zip', content: 'x' }]))
    expect(report).toMatchObject({ images: 1, boxes: 1 })
    expect(report.rejected.map(({ what }) => what)).toEqual([
      'file that cannot be unpacked: left out',
      'archive inside the archive: not unpacked',
    ])
  })

  it('row 16: pictures of a project inside its own picture folder are not lost by the next look', async () => {
    const pictures = join(base, 'pictures')
    mkdirSync(pictures)
    writeFileSync(join(pictures, 'own.jpg'), await orientedJpeg(1))
    const project = keep((await openFolder(pictures, options)).project)
    await importInto(project, await zipOf())
    expect(project.summary().roots.map(({ path }) => path)).toEqual(['..', 'imported/set 1'])
    expect(await rescan(project)).toMatchObject({ added: 0, missing: 0 })
  })

  it('row 16: a program killed while it unpacks leaves nothing that outlives the next opening', {
    timeout: 120_000,
  }, async () => {
    const noise = Array.from({ length: 400 }, (_, i) => ({
      name: `noise/${i}.png`,
      content: Buffer.alloc(20_000, i),
      isStored: true,
    }))
    const source = await zipOf(noise)
    const script = await bundleForNode(fileURLToPath(new URL('./testing/importAndTell.ts', import.meta.url)))
    try {
      const folder = join(base, 'killed')
      const child = spawn(process.execPath, [script.file, folder, source, options.grantsFile])
      const closed = new Promise((resolve) => child.once('close', resolve))
      let text = ''
      child.stdout.on('data', (data: Buffer) => {
        text += data.toString()
        if (text.includes('\n40 ')) child.kill('SIGKILL')
      })
      await closed
      expect(text).not.toContain('imported')
      expect(unfinished(folder)).toHaveLength(1)
      const project = keep(await ProjectService.open(folder, options))
      expect(unfinished(folder)).toEqual([])
      expect(project.summary()).toMatchObject({ numImages: 0, revision: 0 })
      expect(await importInto(project, source)).toMatchObject({ images: 1, boxes: 1 })
    } finally {
      await script.remove()
    }
  })

  it('row 37: the archive itself is never written', async () => {
    const project = await create()
    const source = await zipOf()
    const before = readFileSync(source)
    await importInto(project, source)
    expect(readFileSync(source).equals(before)).toBe(true)
  })

  it('row 16: a folder that is called like an archive is a folder', async () => {
    for (const name of ['x.zip', 'x.tar.gz']) {
      const folder = join(base, name)
      mkdirSync(folder)
      writeFileSync(join(folder, 'a.jpg'), await orientedJpeg(1))
      const plan = await readPlan(folder, {}, base)
      expect(plan.images.map(({ relativePath }) => relativePath)).toEqual(['a.jpg'])
    }
  })
})
