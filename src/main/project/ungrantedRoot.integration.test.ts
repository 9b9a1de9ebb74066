import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectImages } from '../app/projectImages'
import { orientedJpeg } from '../images/testing/pictures'
import { exportLabels, writingFormats } from '../labelExport/exportLabels'
import { Database } from '../store/sqlite/database'
import { importInto } from './importService'
import { hashPictures } from './pictureHashes'
import { ProjectService } from './projectService'
import { rescan } from './rescanService'
import { gatherTrainingData } from './trainJob'
import { verifyProject } from './verifyService'

let base: string
let secret: string
let project: ProjectService
beforeEach(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'focal-ungranted-')))
  secret = join(base, 'secret', '.ssh')
  mkdirSync(secret, { recursive: true })
  writeFileSync(join(secret, 'id_rsa.jpg'), await orientedJpeg(1))
  mkdirSync(join(base, 'in'))
  for (const name of ['a', 'b', 'c', 'd'])
    writeFileSync(join(base, 'in', `${name}.jpg`), Buffer.concat([await orientedJpeg(1), Buffer.from(name)]))
  const rows = ['a', 'b', 'c', 'd'].map((name) => `${name}.jpg,nut,1,1,30,30`)
  writeFileSync(join(base, 'in', 'l.csv'), `filename,class,xmin,ymin,xmax,ymax\n${rows.join('\n')}\n`)
  const made = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'theirs.json') })
  await importInto(made, join(base, 'in', 'l.csv'))
  await made.close()
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

/** The project as a stranger made it: every picture points at the secret, by this root and this path. */
async function openHostile(root: string, path: string): Promise<ProjectService> {
  const database = Database.open(join(base, 'project', 'project.db'))
  database.run('DELETE FROM boxes WHERE image_id IN (SELECT id FROM images WHERE path <> ?)', ['a.jpg'])
  database.run('DELETE FROM images WHERE path <> ?', ['a.jpg'])
  database.run('UPDATE roots SET path = ?', [root])
  database.run('UPDATE images SET path = ?', [path])
  database.close()
  project = await ProjectService.open(join(base, 'project'), { grantsFile: join(base, 'ours.json') })
  return project
}

const waysOut: [string, (folder: string) => string, string][] = [
  ['an absolute folder', (folder) => folder, 'id_rsa.jpg'],
  ['a relative way out', () => '../secret/.ssh', 'id_rsa.jpg'],
  ['two folders up', () => '../..', 'secret/.ssh/id_rsa.jpg'],
  ['a link in the project', () => 'linked', 'id_rsa.jpg'],
  ['the way of the picture', () => '.', '../secret/.ssh/id_rsa.jpg'],
  ['an absolute picture', () => '.', '/secret/.ssh/id_rsa.jpg'],
]

describe('row 21: a project whose database points at a folder that nobody chose', () => {
  it.each(waysOut)(
    'row 21: by %s: the picture is missing everywhere, and nothing is read',
    async (_, root, path) => {
      symlinkSync(secret, join(base, 'project', 'linked'))
      await openHostile(root(secret), path.startsWith('/') ? join(base, path) : path)
      const [{ id }] = project.listImages()
      const code = (cause: { code?: string }) => cause.code
      const refusals = ['root-not-granted', 'path-outside', 'image-missing']
      const { signal } = new AbortController()
      const images = projectImages(project, join(base, 'cache'))
      for (const look of [() => images.full(id, signal), () => images.thumb(id, signal)])
        expect(refusals).toContain(await look().then(() => 'read', code))
      const out = join(base, 'out')
      const request = { withImages: true, unlabelled: true, split: null }
      for (const { name } of writingFormats.slice(0, 3))
        await exportLabels(project, out, { ...request, format: name }).catch(() => {})
      await gatherTrainingData(project, 1).then(({ images: taken }) => expect(taken).toEqual([]))
      await hashPictures(project, project.listImages()).catch(() => {})
      await rescan(project)
      const grantsFile = join(base, 'ours.json')
      await project.close()
      await verifyProject(project.folder, { repair: true, grantsFile })
      // Neither a copy of the secret nor a thumbnail of it lies anywhere.
      const bytes = readFileSync(join(secret, 'id_rsa.jpg'))
      const copies = readdirSync(base, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(base, 'secret')))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter(
          (file) => !file.startsWith(join(base, 'project', 'linked')) && !file.startsWith(join(base, 'in')),
        )
        .filter((file) => file.includes('cache') || readFileSync(file).equals(bytes))
      expect(copies).toEqual([])
    },
  )
})
