import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from '../fs/testing/fingerprint'
import { orientedJpeg } from '../images/testing/pictures'
import { importInto } from '../project/importService'
import { ProjectService } from '../project/projectService'
import { exportLabels } from './exportLabels'

let base: string
let project: ProjectService
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-target-'))
  mkdirSync(join(base, 'photos', 'in'), { recursive: true })
  writeFileSync(join(base, 'photos', 'in', 'a.jpg'), await orientedJpeg(1))
  project = await create('project', join(base, 'photos', 'in'))
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

async function create(name: string, source: string): Promise<ProjectService> {
  const made = await ProjectService.create(join(base, name), { grantsFile: join(base, 'grants.json') })
  await importInto(made, source)
  return made
}
const write = (to: string, withImages: boolean, from = project) =>
  exportLabels(from, to, { format: 'coco', withImages, unlabelled: true, split: null })

/** Refused, with everything in the folder as it was. */
async function expectRefused(folder: string, says: RegExp, action: () => Promise<unknown>): Promise<void> {
  const before = fingerprint(folder)
  await expect(action()).rejects.toMatchObject({
    code: 'export-failed',
    message: expect.stringMatching(says),
  })
  expect(fingerprint(folder)).toEqual(before)
}

describe('row 37: an export over an earlier one', () => {
  it('never removes pictures that were imported where an export lies', async () => {
    const out = join(base, 'ds')
    await write(out, true)
    const second = await create('second', out)
    await expectRefused(out, /lie in one another/, () => write(out, false, second))
    await second.close()
    // Whoever does not know that another project uses them.
    const third = await create('third', join(base, 'photos'))
    await expectRefused(out, /another project was exported with/, () => write(out, false, third))
    await third.close()
    await write(out, false)
  })

  it.each([
    ['photos/in', false],
    ['photos', false],
    ['.', false],
    ['photos/in/out', true],
  ])('never lies around the pictures of its project, nor below them with copies: %s', async (to, copies) => {
    await expectRefused(join(base, 'photos'), /lie in one another/, () => write(join(base, to), copies))
  })

  it('may lie below the pictures without copies of them, but in none of their folders', async () => {
    const above = await create('above', join(base, 'photos'))
    await expectRefused(join(base, 'photos'), /lie in one another/, () =>
      write(join(base, 'photos', 'in'), false, above),
    )
    await write(join(base, 'photos', 'labels'), false, above)
    await above.close()
  })

  it('nor by a link, nor where the pictures were taken out', async () => {
    symlinkSync(join(base, 'photos'), join(base, 'link'), 'junction')
    const [{ id }] = project.listImages()
    const remarks = { id, reviewed: false, flags: [], note: '' }
    const images: [object, object][] = [
      [
        { ...remarks, takenOut: false },
        { ...remarks, takenOut: true },
      ],
    ]
    const nothing = { added: [], changed: [], removed: [] }
    const edit = { label: 'Take out', boxes: nothing, classes: nothing, marks: nothing, images }
    project.commit(edit as unknown as Parameters<ProjectService['commit']>[0], 'do')
    expect(project.listImages()).toEqual([])
    await expectRefused(join(base, 'photos'), /lie in one another/, () =>
      write(join(base, 'link', 'in', 'new'), true),
    )
  })

  it('is refused where a file of it is another one now, or has come to it', async () => {
    const out = join(base, 'out')
    await write(out, true)
    const changes: (() => void)[] = [
      () => writeFileSync(join(out, 'holiday.png'), 'mine'),
      () => writeFileSync(join(out, 'annotations.json'), '{}'),
      () => {
        const picture = readFileSync(join(out, 'images', 'a.jpg'))
        // As long as before.
        picture[picture.length - 1] ^= 1
        writeFileSync(join(out, 'images', 'a.jpg'), picture)
      },
    ]
    for (const change of changes) {
      await write(out, true)
      change()
      await expectRefused(out, /holds other files, or changed ones/, () => write(out, true))
      rmSync(out, { recursive: true })
    }
  })

  it('with a mark that somebody else wrote removes nothing', async () => {
    const out = join(base, 'out')
    mkdirSync(out)
    writeFileSync(join(out, 'holiday.png'), 'mine')
    const mark = join(out, '.focal-export.json')
    writeFileSync(mark, JSON.stringify({ format: 'coco', files: ['holiday.png'] }))
    await expectRefused(out, /older studio/, () => write(out, false))
    const file = { path: 'holiday.png', bytes: 4, sha256: '0'.repeat(64) }
    const { id } = project.summary()
    writeFileSync(mark, JSON.stringify({ format: 'coco', projectId: id, withPictures: false, files: [file] }))
    await expectRefused(out, /holiday.png/, () => write(out, false))
    rmSync(join(out, 'holiday.png'))
    writeFileSync(mark, '[')
    await expectRefused(out, /holds other files/, () => write(out, false))
  })

  // Windows makes no pipes by name in a folder.
  it.skipIf(process.platform === 'win32')('row 15: waits for no pipe in place of the mark', async () => {
    const out = join(base, 'out')
    mkdirSync(out)
    execFileSync('mkfifo', [join(out, '.focal-export.json')])
    await expect(write(out, false)).rejects.toMatchObject({ code: 'io-failed' })
  })
})
