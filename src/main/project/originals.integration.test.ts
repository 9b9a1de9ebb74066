import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../shared/annotation/edit'
import type { ImageId } from '../../shared/ids'
import { createRandom, type Random } from '../../shared/random'
import { exportLabels } from '../labelExport/exportLabels'
import { generateSample } from '../sample/generateSample'
import { changeEdit } from './classes'
import { importInto } from './importService'
import { openFolder, PROJECT_FOLDER_NAME } from './openFolder'
import { pastePicture } from './pasted'
import type { ProjectService } from './projectService'
import { rescan } from './rescanService'
import { testBox } from './testing/testProject'
import { gatherTrainingData } from './trainJob'
import { verifyProject } from './verifyService'

const seeds = [37, 38, 39]
const steps = 25

let outer: string
let pictures: string
let options: { grantsFile: string }
beforeEach(async () => {
  outer = await realpath(await mkdtemp(join(tmpdir(), 'focal-originals-')))
  pictures = join(outer, 'pictures')
  options = { grantsFile: join(outer, 'granted.json') }
  await generateSample(pictures, { count: 5, seed: 3, width: 120, height: 90 })
})
afterEach(() => rm(outer, { recursive: true, force: true }))

/** Name, contents, time and rights of everything in the person's folder, the project in it left out. */
async function fingerprint(): Promise<string[]> {
  const entries = await readdir(pictures, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(pictures, PROJECT_FOLDER_NAME)))
  return Promise.all(
    files.sort().map(async (path) => {
      const { mtimeMs, mode, ino } = await stat(path)
      const hash = createHash('sha256').update(await readFile(path))
      return `${path} ${hash.digest('hex')} ${mtimeMs} ${mode} ${ino}`
    }),
  )
}

type Step = (project: ProjectService, random: Random) => unknown

const nothingHere = (cause: { code?: string }) => {
  // What is refused by name changes nothing either.
  if (cause.code === undefined) throw cause
}

function takeOut(project: ProjectService, id: ImageId): void {
  const { reviewed } = project.readImage(id).image
  const edit = createEdit({
    label: 'Take out',
    images: [
      [
        { id, reviewed, takenOut: false },
        { id, reviewed, takenOut: true },
      ],
    ],
  })
  project.commit(edit, 'do')
}

/** What a person may do, the destructive things first. */
const does: Record<string, Step> = {
  takeOut: (project, random) => {
    const images = project.listImages()
    if (images.length > 1) takeOut(project, images[random.int(images.length)].id)
  },
  deleteBoxes: (project, random) => {
    const images = project.listImages()
    const { boxes } = project.readImage(images[random.int(images.length)].id)
    project.commit(createEdit({ label: 'Delete', boxes: { removed: boxes } }), 'do')
  },
  deleteClass: (project, random) => {
    const classes = project.listClasses()
    if (classes.length < 2) return
    const { id } = classes[random.int(classes.length)]
    project.commit(changeEdit(project, { what: 'delete', classIds: [id] }), 'do')
  },
  undo: (project) => {
    const last = project.history(1).undo[0]
    if (last !== undefined) project.commit(invert(last), 'undo')
  },
  draw: (project, random) => {
    const images = project.listImages()
    const [classRecord] = project.listClasses()
    if (classRecord === undefined) return
    const box = testBox(images[random.int(images.length)], classRecord)
    project.commit(createEdit({ label: 'Draw', boxes: { added: [box] } }), 'do')
  },
  restore: (project) => {
    project.makeBackup()
    const { backups } = project.backups()
    project.restoreBackup(backups[backups.length - 1].name)
  },
  rescan: (project) => rescan(project),
  importAgain: (project) => importInto(project, pictures),
  exportBeside: (project, random) =>
    exportLabels(project, join(outer, `export-${random.int(1e9)}`), {
      format: 'yolo',
      withImages: true,
      unlabelled: true,
      split: null,
    }),
  // Into the person's own folder: it holds other files, and is refused.
  exportOver: (project) =>
    exportLabels(project, pictures, { format: 'coco', withImages: true, unlabelled: true, split: null }),
  gather: (project) => gatherTrainingData(project, 1),
  paste: async (project, random) => {
    const png = await readFile(join(pictures, 'bench-001.jpg'))
    const id = await pastePicture(project, png, random.int(1e12))
    if (random.chance(0.5)) takeOut(project, id)
  },
}

describe('row 37: the person’s own files', () => {
  it.each(seeds)(
    'are the same after whatever was done, deletions among it (seed %i)',
    { timeout: 60_000 },
    async (seed) => {
      const random = createRandom(seed)
      const before = await fingerprint()
      const names = Object.keys(does)
      let { project } = await openFolder(pictures, options)
      const done: string[] = []
      for (let i = 0; i < steps; i++) {
        const name = names[random.int(names.length)]
        done.push(name)
        try {
          await does[name](project, random)
        } catch (cause) {
          nothingHere(cause as { code?: string })
        }
      }
      await project.close()
      await verifyProject(project.folder, { repair: true, ...options })
      project = (await openFolder(pictures, options)).project
      await project.close()
      expect(await fingerprint(), done.join(', ')).toEqual(before)
      expect(new Set(done).size).toBeGreaterThan(6)
    },
  )
})
