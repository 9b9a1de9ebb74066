import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { fingerprint } from '../fs/testing/fingerprint'
import { orientedJpeg } from '../images/testing/pictures'
import type { Orientation } from '../images/types'
import { exportLabels, writingFormats } from '../labelExport/exportLabels'
import { importInto, readPlan } from './importService'
import { openFolder, PROJECT_FOLDER_NAME } from './openFolder'
import { ProjectService } from './projectService'
import { rescan } from './rescanService'
import { deal } from './splitService'
import { verifyProject } from './verifyService'

const SEEDS = [37, 38, 39]

/** Pictures held in every way, copies, broken ones, and label files that say their boxes before the EXIF rotation. */
async function fillFolder(folder: string, random: () => number): Promise<void> {
  mkdirSync(join(folder, 'sub'), { recursive: true })
  const names: string[] = []
  for (let i = 0; i < 8; i++) {
    const bytes = Buffer.from(await orientedJpeg((i + 1) as Orientation))
    const name = `${random() < 0.5 ? 'sub/' : ''}${i}.jpg`
    const isBroken = random() < 0.25
    writeFileSync(
      join(folder, name),
      isBroken ? bytes.subarray(0, Math.floor(bytes.length * random())) : bytes,
    )
    names.push(name)
  }
  const coco = {
    images: names.map((file_name, id) => ({
      id,
      file_name,
      width: id < 4 ? 64 : 48,
      height: id < 4 ? 48 : 64,
    })),
    categories: [{ id: 1, name: 'nut' }],
    annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1, bbox: [8, 8, 16, 30] })),
  }
  writeFileSync(join(folder, 'labels.json'), JSON.stringify(coco))
  writeFileSync(
    join(folder, 'table.csv'),
    `filename,class,xmin,ymin,xmax,ymax\n${names.map((name) => `${name},bolt,1,1,20,20`).join('\n')}\n`,
  )
}

it.each(SEEDS)(
  'row 37: whatever is done, the person’s files are as they were (seed %i)',
  { timeout: 60_000 },
  async (seed) => {
    const generator = createRandom(seed)
    const random = () => generator.next()
    const base = mkdtempSync(join(tmpdir(), 'focal-never-'))
    const folder = join(base, 'pictures')
    const options = { grantsFile: join(base, 'grants.json') }
    try {
      await fillFolder(folder, random)
      const print = () => fingerprint(folder, (path) => path.startsWith(PROJECT_FOLDER_NAME))
      const before = print()
      let project =
        random() < 0.5
          ? (await openFolder(folder, options)).project
          : await ProjectService.create(join(base, 'project'), options)
      let exported = 0
      const steps: [string, () => Promise<unknown>][] = [
        ['import of COCO', () => importInto(project, join(folder, 'labels.json'))],
        ['import of a table', () => importInto(project, join(folder, 'table.csv'))],
        ['import of the folder', () => importInto(project, folder, { format: 'folder' })],
        ['look at an import', () => readPlan(folder, {})],
        ['look for pictures again', () => rescan(project)],
        [
          'deal',
          () =>
            deal(project, { ratios: { train: 60, val: 20, test: 20 }, seed: 1, groupBy: [], onlyNew: false }),
        ],
        [
          'restart and verify',
          async () => {
            await project.close()
            await verifyProject(project.folder, { ...options, repair: true })
            project = await ProjectService.open(project.folder, options)
          },
        ],
        ...writingFormats.map(({ name }): [string, () => Promise<unknown>] => [
          `export as ${name}`,
          () =>
            exportLabels(project, join(base, `out-${exported++}`), {
              format: name,
              withImages: true,
              unlabelled: true,
              split: null,
            }),
        ]),
      ]
      const done: string[] = []
      for (let round = 0; round < 14; round++) {
        const [what, step] = steps[Math.floor(random() * steps.length)]
        done.push(what)
        // A refusal (nothing to export yet) is an outcome like others here.
        await step().catch((cause: { code?: string }) => expect(cause.code, what).toBeTypeOf('string'))
        expect(print(), done.join(', ')).toEqual(before)
      }
      await project.close()
    } finally {
      rmSync(base, { recursive: true, force: true })
    }
  },
)
