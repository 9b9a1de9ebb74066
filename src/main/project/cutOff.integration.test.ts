import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, open, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeZip } from '../archive/testing/makeZip'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { fullCount } from '../fs/testing/fullCount'
import { orientedJpeg } from '../images/testing/pictures'
import { openForWriting } from '../store/sqlite/open'
import { importInto } from './importService'
import { openFolder, PROJECT_FOLDER_NAME } from './openFolder'
import { ProjectService } from './projectService'
import { addBoxes, createTestProject, testBox } from './testing/testProject'
import { verifyProject } from './verifyService'

const EVERY = fullCount(5, 1)
const NUM_PICTURES = 3

let script: Awaited<ReturnType<typeof bundleForNode>>
let base: string
let options: { grantsFile: string }
beforeAll(async () => {
  script = await bundleForNode(fileURLToPath(new URL('./testing/dieWhile.ts', import.meta.url)))
}, 60_000)
afterAll(() => script.remove())
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'focal-cut-off-')))
  options = { grantsFile: join(base, 'granted.json') }
})
afterEach(() => rm(base, { recursive: true, force: true }))

/** Runs something in a process that dies right before its n-th call below `base`; true where it came to its end. */
async function run(what: string, folder: string, dieAt: number, other = ''): Promise<boolean> {
  const env = { ...process.env, FOCAL_DIE_AT: String(dieAt), FOCAL_DIE_PATH: base }
  const child = spawn(process.execPath, [script.file, what, folder, options.grantsFile, other], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  await new Promise((resolve) => child.once('close', resolve))
  return said === 'done'
}

/** Kills it at one call after the other, each time on a fresh folder; answers how often it was killed. */
async function killEverywhere(
  what: string,
  prepare: (folder: string) => Promise<string | undefined>,
  check: (folder: string, at: string) => Promise<void>,
): Promise<number> {
  for (let at = 1, kills = 0; ; at += EVERY, kills++) {
    const folder = join(base, `${what}-${at}`)
    const other = await prepare(folder)
    const isOver = await run(what, folder, at, other)
    await check(folder, `${what}, killed at call ${at}`)
    await rm(folder, { recursive: true, force: true })
    if (isOver) {
      console.info(`${what}: killed at ${kills} calls`)
      return kills
    }
  }
}

async function makePictures(folder: string): Promise<undefined> {
  await mkdir(folder)
  for (let i = 0; i < NUM_PICTURES; i++)
    await writeFile(join(folder, `${i}.jpg`), await orientedJpeg(((i % 8) + 1) as 1))
}

async function numPictures(folder: string): Promise<number> {
  const project = await ProjectService.open(folder, options)
  const { numImages } = project.summary()
  await project.close()
  return numImages
}

const hidden = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('.') || /mended|salvaged/.test(name))

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

describe('row 24: a program that is killed', { timeout: 300_000 }, () => {
  it('while it makes a project leaves none, which can be made then, or a whole one', async () => {
    const kills = await killEverywhere(
      'new',
      async () => undefined,
      async (folder, at) => {
        const made = await ProjectService.create(folder, options).catch((error) => error.code)
        if (made instanceof ProjectService) await made.close()
        else expect(made, at).toBe('project-exists')
        expect(await numPictures(folder), at).toBe(0)
        expect(await hidden(folder), at).toEqual([])
      },
    )
    expect(kills).toBeGreaterThan(2)
  })

  it('while a folder of pictures becomes a project leaves one that gets its pictures at the next opening', async () => {
    const kills = await killEverywhere('open', makePictures, async (folder, at) => {
      const { project } = await openFolder(folder, options)
      expect(project.listImages(), at).toHaveLength(NUM_PICTURES)
      await project.close()
      const again = await openFolder(folder, options)
      expect([again.imported, again.project.listImages().length], at).toEqual([null, NUM_PICTURES])
      await again.project.close()
    })
    expect(kills).toBeGreaterThan(2)
  })

  it('while it mends a damaged database loses nothing of what it had saved', async () => {
    const made = await createTestProject(40, 1)
    made.project.commit(addBoxes(...made.images.map((image) => testBox(image, made.classes[0]))), 'do')
    await made.project.close()
    await rm(join(made.folder, 'backups'), { recursive: true })
    const file = join(made.folder, 'project.db')
    const { size } = await stat(file)
    const kills = await killEverywhere(
      'repair',
      async (folder) => {
        await cp(made.folder, folder, { recursive: true })
        const handle = await open(join(folder, 'project.db'), 'r+')
        await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, size - 4096)
        await handle.close()
        return undefined
      },
      async (folder, at) => {
        await verifyProject(folder, { repair: true, ...options })
        expect(await numPictures(folder), at).toBe(40)
        expect(await hidden(folder), at).toEqual([])
      },
    )
    expect(kills).toBeGreaterThan(2)
    await made.remove()
  })

  it('while it exports leaves the earlier export or the new one, and nothing beside it after the next', async () => {
    const made = await createTestProject(2, 1)
    made.project.commit(addBoxes(testBox(made.images[0], made.classes[0])), 'do')
    await made.project.close()
    const kills = await killEverywhere(
      'export',
      async (folder) => {
        await cp(made.folder, folder, { recursive: true })
        expect(await run('export', folder, 0, join(folder, 'labels'))).toBe(true)
        return join(folder, 'labels')
      },
      async (folder, at) => {
        const left = (await readdir(folder)).filter((name) => /^\.labels\..*\.old$/.test(name))
        expect((await exists(join(folder, 'labels'))) || left.length === 1, at).toBe(true)
        expect(await run('export', folder, 0, join(folder, 'labels')), at).toBe(true)
        expect(await hidden(folder), at).toEqual([])
        expect((await readdir(join(folder, 'labels'))).length, at).toBeGreaterThan(1)
      },
    )
    expect(kills).toBeGreaterThan(2)
    await made.remove()
  })

  it('while it takes in a zip leaves its pictures in the project, or no trace of them', async () => {
    const zip = join(base, 'set.zip')
    const content = await orientedJpeg(1)
    await writeFile(zip, makeZip([{ name: 'a.jpg', content, isStored: true }]))
    const kills = await killEverywhere(
      'import',
      async (folder) => {
        await (await ProjectService.create(folder, options)).close()
        return zip
      },
      async (folder, at) => {
        const images = await numPictures(folder)
        expect(await readdir(join(folder, 'imported')).catch(() => []), at).toHaveLength(images)
        expect(await hidden(folder), at).toEqual([])
        const project = await ProjectService.open(folder, options)
        await importInto(project, zip)
        const [image] = project.listImages()
        expect(await readdir(join(project.imageFile(image.id), '..')), at).toEqual(['a.jpg'])
        await project.close()
      },
    )
    expect(kills).toBeGreaterThan(2)
  })
})

describe('row 24: a database in which nothing ever was', () => {
  it('is no project: one is made there, also of the folder of pictures around it', async () => {
    for (const content of ['', 'schema only']) {
      const pictures = join(base, `pictures ${content}`)
      await makePictures(pictures)
      const inside = join(pictures, PROJECT_FOLDER_NAME)
      await mkdir(inside)
      await writeFile(join(inside, 'project.db'), '')
      if (content !== '') {
        const database = openForWriting(join(inside, 'project.db'))
        database.exec('PRAGMA user_version = 0')
        database.close()
      }
      const code = await ProjectService.open(inside, options).catch((error) => error.code)
      expect(code).toBe('project-not-found')
      const { project } = await openFolder(pictures, options)
      expect(project.listImages()).toHaveLength(NUM_PICTURES)
      await project.close()
    }
  })

  it('with a manifest beside it is a damaged one, and refused with words when it cannot be mended', async () => {
    const project = await ProjectService.create(join(base, 'p'), options)
    await project.close()
    await writeFile(join(base, 'p', 'project.db'), '')
    for (const repair of [false, true]) {
      const found = await verifyProject(join(base, 'p'), { repair, ...options }).then(
        ({ problems }) => problems[0]?.code,
        (error) => error.code,
      )
      expect(found).toBe('project-damaged')
    }
  })
})
