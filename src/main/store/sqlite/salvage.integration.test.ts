import { cp, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/random'
import { fullCount } from '../../fs/testing/fullCount'
import { ProjectService } from '../../project/projectService'
import { copyProject } from '../../project/testing/copyProject'
import { addBoxes, createTestProject, type TestProject, testBox } from '../../project/testing/testProject'
import { verifyProject } from '../../project/verifyService'
import { Database } from './database'
import { salvage } from './salvage'

const PAGE = 4096
const seed = 27

let outer: string
let original: TestProject
beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'focal-salvage-'))
  original = await createTestProject(60, 3)
  for (const image of original.images) {
    const boxes = original.classes.map((record, i) => testBox(image, record, { x1: i, createdAt: i }))
    original.project.commit(addBoxes(...boxes), 'do')
  }
  await original.project.close()
})
afterAll(async () => {
  await original.remove()
  await rm(outer, { recursive: true })
})

async function copyOf(name: string): Promise<string> {
  const folder = join(outer, name)
  // A project that was closed is one file: its journal went with it.
  await cp(original.folder, folder, { recursive: true })
  return folder
}
const options = { grantsFile: '/nowhere/granted.json' }
const numImages = 60
const numBoxes = 180

/** Opens a folder; what it holds, or the code of the refusal. */
async function outcome(folder: string): Promise<string> {
  try {
    const project = await ProjectService.open(folder, options)
    const { images, boxes } = project.stats()
    await project.close()
    return `${images.total} ${boxes}`
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

async function damage(file: string, page: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(bytes, 0, bytes.length, page * PAGE)
  await handle.close()
}

/** What is kept of the damaged file must be what was there. */
async function keptAside(folder: string): Promise<Buffer[]> {
  const names = (await readdir(join(folder, 'backups'))).filter((name) => name.startsWith('damaged-'))
  return Promise.all(names.map((name) => readFile(join(folder, 'backups', name, 'project.db'))))
}

async function removeBackups(folder: string): Promise<void> {
  for (const name of await readdir(join(folder, 'backups'))) {
    if (name.endsWith('.db')) await rm(join(folder, 'backups', name))
  }
}

/** Every page takes half a minute; the first ones hold the list of tables, the others are alike. */
const isTried = (page: number): boolean => page < 6 || page % fullCount(4, 1) === fullCount(2, 0)

/** Fills one page after the other with noise; `check` gets each copy that is refused. Answers how many were. */
async function spoilEveryPage(check: (folder: string, page: number) => Promise<unknown>): Promise<number> {
  const random = createRandom(seed)
  const pages = (await stat(join(original.folder, 'project.db'))).size / PAGE
  expect(pages).toBeGreaterThan(20)
  let refused = 0
  for (let page = 0; page < pages; page++) {
    if (!isTried(page)) continue
    const folder = await copyOf(`page-${page}`)
    const file = join(folder, 'project.db')
    await damage(
      file,
      page,
      Uint8Array.from({ length: PAGE }, () => random.int(256)),
    )
    const found = await readFile(file)
    const before = await outcome(folder)
    // A page of free space may be overwritten without anything being lost.
    if (before !== `${numImages} ${numBoxes}`) {
      expect(before, `page ${page}`).toBe('project-damaged')
      expect((await keptAside(folder))[0]?.equals(found), `page ${page}`).toBe(true)
      refused++
      await check(folder, page)
    }
    await rm(folder, { recursive: true })
  }
  return refused
}

describe('row 27: a damaged database', () => {
  it(`is never opened wrong, never overwritten, and mended whole from its backup (seed ${seed})`, {
    timeout: 180_000,
  }, async () => {
    const spoiled = await spoilEveryPage(async (folder, page) => {
      const { ok, problems } = await verifyProject(folder, { repair: false, ...options })
      expect([ok, problems[0]?.code]).toEqual([false, 'project-damaged'])
      const repaired = await verifyProject(folder, { repair: true, ...options })
      expect(repaired.problems[0]).toMatchObject({ code: 'project-damaged', repaired: true })
      expect(await outcome(folder), `page ${page}`).toBe(`${numImages} ${numBoxes}`)
    })
    console.info(`${spoiled} pages spoilt, one at a time`)
    expect(spoiled).toBeGreaterThan(5)
  })

  it(`is read as far as it goes where there is no backup (seed ${seed})`, { timeout: 180_000 }, async () => {
    let partly = 0
    const spoiled = await spoilEveryPage(async (folder, page) => {
      await removeBackups(folder)
      const repaired = await verifyProject(folder, { repair: true, ...options }).catch((error) => error.code)
      const after = await outcome(folder)
      if (repaired === 'project-damaged') return expect(after, `page ${page}`).toBe('project-damaged')
      const [images, boxes] = after.split(' ').map(Number)
      expect(images, `page ${page}`).toBeGreaterThan(0)
      expect(boxes, `page ${page}`).toBeLessThanOrEqual(numBoxes)
      if (boxes > 0) partly++
    })
    console.info(`without a backup: boxes were read in ${partly} of ${spoiled}`)
    expect(partly).toBeGreaterThan(spoiled / 2)
  })

  it(`with 40 bits flipped in a page opens or is refused by name, and is never written to (seed ${seed})`, {
    timeout: 240_000,
  }, async () => {
    const random = createRandom(seed, 2)
    const pages = (await stat(join(original.folder, 'project.db'))).size / PAGE
    let refused = 0
    for (let page = 0; page < pages; page++) {
      if (!isTried(page)) continue
      const folder = await copyOf(`flip-${page}`)
      const file = join(folder, 'project.db')
      const bytes = await readFile(file)
      for (let flip = 0; flip < 40; flip++) {
        const at = page * PAGE + random.int(PAGE)
        bytes[at] = (bytes[at] as number) ^ (1 << random.int(8))
      }
      await writeFile(file, bytes)
      const opened = await outcome(folder)
      // SQLite keeps no checksums: a flip inside a number is another number.
      expect(opened, `page ${page}`).toMatch(/^(\d+ \d+|project-damaged|project-newer)$/)
      if (opened === 'project-damaged') {
        refused++
        expect(await readFile(file), `page ${page}`).toSatisfy((now: Buffer) => now.equals(bytes))
      }
      await rm(folder, { recursive: true })
    }
    expect(refused).toBeGreaterThan(2)
  })

  it('whose journal was deleted or cut under an open studio opens as it was at some commit', async () => {
    const live = await createTestProject(3, 1)
    for (let i = 0; i < 20; i++)
      live.project.commit(addBoxes(testBox(live.images[i % 3], live.classes[0])), 'do')
    const wal = (await stat(join(live.folder, 'project.db-wal'))).size
    expect(wal).toBeGreaterThan(20 * PAGE)
    const cuts: ((file: string) => Promise<void>)[] = [
      (file) => rm(file),
      ...[0, 31, 0.3, 0.5, 0.7, 0.99].map(
        (part) => (file: string) => truncate(file, Math.floor(part < 1 ? part * wal : part)),
      ),
    ]
    const seen: string[] = []
    for (const [number, cut] of cuts.entries()) {
      const folder = join(outer, `wal-${number}`)
      copyProject(live.folder, folder)
      // As after a power cut: the index of the journal is not on the disk.
      await rm(join(folder, 'project.db-shm'), { force: true })
      await cut(join(folder, 'project.db-wal'))
      const opened = await outcome(folder)
      seen.push(opened)
      if (opened === 'project-damaged') continue
      const [images, boxes] = opened.split(' ').map(Number)
      expect([0, 3]).toContain(images)
      expect(boxes).toBeLessThanOrEqual(20)
      const { ok, problems } = await verifyProject(folder, { repair: false, ...options })
      expect([ok, problems.filter(({ code }) => code === 'project-damaged')]).toEqual([
        expect.any(Boolean),
        [],
      ])
    }
    // The more of it is left, the more edits are.
    const kept = seen.slice(3).map((text) => Number(text.split(' ')[1]))
    expect(kept).toEqual(kept.toSorted((a, b) => a - b))
    expect(kept.at(-1)).toBeGreaterThan(10)
    await live.remove()
  })

  it('in which a text is none any more loses that row alone, and takes it from the backup', async () => {
    const folder = await copyOf('text')
    const database = Database.open(join(folder, 'project.db'))
    database.exec("UPDATE images SET path = CAST(X'61ff62' AS TEXT) WHERE rowid = 2")
    database.close()
    const withBackup = await copyOf('text with a backup')
    await cp(join(folder, 'project.db'), join(withBackup, 'project.db'))
    await removeBackups(folder)
    expect(salvage(folder, Date.now()).notes).toHaveLength(2)
    expect(await outcome(folder)).toBe(`${numImages - 1} ${numBoxes - 3}`)
    salvage(withBackup, Date.now())
    expect(await outcome(withBackup)).toBe(`${numImages} ${numBoxes}`)
    expect((await readdir(folder)).filter((name) => /salvaged|mended/.test(name))).toEqual([])
  })

  it.each<[string, (file: string) => Promise<void>]>([
    ['cut to nothing', (file) => truncate(file, 0)],
    ['cut in the middle of a page', (file) => truncate(file, PAGE * 9 + 100)],
    ['some other file', (file) => writeFile(file, 'garbage '.repeat(2000))],
    ['gone', (file) => rm(file)],
  ])('is refused where it is %s', async (what, spoil) => {
    const folder = await copyOf(what)
    const file = join(folder, 'project.db')
    await spoil(file)
    const left = await readFile(file).catch(() => null)
    expect([await outcome(folder), await outcome(folder)]).toEqual(['project-damaged', 'project-damaged'])
    // Untouched, and kept once however often it is tried.
    expect(await readFile(file).catch(() => null)).toEqual(left)
    expect(await keptAside(folder)).toEqual(left === null ? [] : [left])
  })
})
