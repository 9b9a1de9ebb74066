import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { decodeExample } from '../formats/tfRecord/example'
import { readRecords } from '../formats/tfRecord/records'
import { decodeImage } from '../images/decode'
import { probeImage } from '../images/probe'
import { orientedJpeg, patchShares } from '../images/testing/pictures'
import { importInto } from '../project/importService'
import { ProjectService } from '../project/projectService'
import { exportLabels } from './exportLabels'

let base: string
let project: ProjectService
let picture: Uint8Array

// Shown as 64 x 48 px, with a patch at 8, 8, 24, 16.
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-turned-'))
  mkdirSync(join(base, 'src'))
  picture = await orientedJpeg(6)
  writeFileSync(join(base, 'src/turned.jpg'), picture)
  writeFileSync(join(base, 'src/upright.jpg'), await orientedJpeg(1))
  const content = {
    images: ['turned.jpg', 'upright.jpg'].map((file_name, id) => ({ id, file_name })),
    categories: [{ id: 1, name: 'patch' }],
    annotations: [0, 1].map((image_id) => ({ image_id, category_id: 1, bbox: [8, 8, 16, 8] })),
  }
  writeFileSync(join(base, 'src/labels.json'), JSON.stringify(content))
  project = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'grants.json') })
  await importInto(project, join(base, 'src'))
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

const request = { withImages: true, unlabelled: false, split: null }
const SHOWN = 'picture with an EXIF rotation: boxes are for it as it is shown upright'

it.each(['coco', 'yolo', 'csv'])(
  'row 19: %s: says which pictures carry a rotation, and copies them as they are',
  async (format) => {
    const { notes } = await exportLabels(project, join(base, 'out'), { ...request, format })
    expect(notes).toEqual([{ what: SHOWN, count: 1, examples: ['turned.jpg'] }])
    const copied = { coco: 'images/', csv: 'images/', yolo: 'images/train/' }[format]
    expect(readFileSync(join(base, 'out', `${copied}turned.jpg`)).equals(picture)).toBe(true)
  },
)

it('row 19: tfrecord: readers do not turn pictures, so that they lie upright inside', async () => {
  const report = await exportLabels(project, join(base, 'out'), { ...request, format: 'tfrecord' })
  expect(report.notes).toEqual([
    {
      what: 'picture with an EXIF rotation: turned upright in its record',
      count: 1,
      examples: ['turned.jpg'],
    },
  ])
  const records = [...readRecords(readFileSync(join(base, 'out/labels.tfrecord')), 'labels')]
  const [turned, upright] = records.map((record) => decodeExample(record).features.feature)
  const bytesOf = (feature: typeof turned) => feature['image/encoded'].bytesList?.value[0] as Uint8Array
  expect(probeImage(bytesOf(turned))).toMatchObject({
    value: { format: 'jpeg', orientation: 1, storedWidth: 64, storedHeight: 48 },
  })
  const decoded = await decodeImage(bytesOf(turned))
  const shares = decoded.ok ? patchShares(decoded.value.data, 64, 48) : undefined
  expect(shares?.inside).toBeGreaterThan(0.95)
  expect(shares?.outside).toBeLessThan(0.01)
  expect(turned['image/object/bbox/xmin'].floatList?.value).toEqual([0.125])
  expect(turned['image/object/bbox/ymax'].floatList?.value[0]).toBeCloseTo(16 / 48, 6)
  expect(Buffer.from(bytesOf(upright)).equals(readFileSync(join(base, 'src/upright.jpg')))).toBe(true)
  const bare = await exportLabels(project, join(base, 'out'), {
    ...request,
    format: 'tfrecord',
    withImages: false,
  })
  expect(bare.notes).toMatchObject([{ what: SHOWN }])
})
