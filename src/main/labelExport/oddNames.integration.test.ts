import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { importInto } from '../project/importService'
import { ProjectService } from '../project/projectService'
import { exportLabels, writingFormats } from './exportLabels'

let base: string
let project: ProjectService
const pictures = [' lead.jpg', 'trail .jpg', 'semi;,.jpg']
const classes = ['two\nlines', 'tab\there', 'a;b,c']

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-odd-'))
  mkdirSync(join(base, 'src'))
  const jpeg = await orientedJpeg(1)
  for (const name of pictures)
    writeFileSync(join(base, 'src', name), Buffer.concat([jpeg, Buffer.from(name)]))
  const content = {
    images: pictures.map((file_name, id) => ({ id, file_name })),
    categories: classes.map((name, id) => ({ id, name })),
    annotations: pictures.map((_, id) => ({ image_id: id, category_id: id, bbox: [1, 2, 3, 4] })),
  }
  writeFileSync(join(base, 'src/labels.json'), JSON.stringify(content))
  project = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'grants.json') })
  await importInto(project, join(base, 'src'))
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

it.each(['csv', 'cvat', 'tfrecord', 'voc', 'coco', 'datumaro', 'createml', 'labelme'])(
  'row 19: %s: blanks at the ends of names, tabs and line ends in classes come back',
  async (format) => {
    expect(writingFormats.map(({ name }) => name)).toContain(format)
    const request = { format, withImages: true, unlabelled: false, split: null }
    const report = await exportLabels(project, join(base, 'out'), request)
    expect(report).toMatchObject({ images: 3, boxes: 3, notes: [], roundTrip: { ok: true } })
  },
)
