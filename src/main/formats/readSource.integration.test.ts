import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashBytes } from '../images/hash'
import { orientedJpeg } from '../images/testing/pictures'
import { formats, readSource } from './index'
import { matchSplit, readSplitFile } from './splits/splitFile'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-import-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(name: string, content: string | Uint8Array | object): Promise<string> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  const isRaw = typeof content === 'string' || content instanceof Uint8Array
  await writeFile(path, isRaw ? content : JSON.stringify(content))
  return path
}

const categories = [{ id: 7, name: 'nut' }]
const box = (bbox: unknown, more = {}) => ({ image_id: 1, category_id: 7, bbox, ...more })

// The pictures are 64 x 48 px.
describe('COCO', () => {
  it('repairs what can be repaired, names what cannot, and keeps the source as it was', async () => {
    await put('images/a.jpg', await orientedJpeg(1))
    const labels = {
      images: [{ id: 1, file_name: 'a.jpg', width: 64, height: 48 }],
      categories,
      annotations: [
        box([10, 10, 20, 10], { id: 1, iscrowd: 1 }),
        box([30, 20, -20, -10], { id: 2 }),
        box([-5, -5, 20, 20], { id: 3 }),
        box([100, 100, 5, 5], { id: 4 }),
        box([5, 5, 0, 5], { id: 5 }),
        box([5, 5, 0.5, 0.5], { id: 6 }),
        box([1, null, 5, 5], { id: 7 }),
        box([0, 0, 64, 48], { id: 8, category_id: 99 }),
        { ...box([0, 0, 9, 9]), id: 9, image_id: 2 },
      ],
    }
    const path = await put('labels.json', labels)
    const before = hashBytes(await readFile(path))
    const plan = await readSource(path, 'auto')
    expect(plan.images.map((image) => image.boxes)).toEqual([
      [
        { className: 'nut', x1: 10, y1: 10, x2: 30, y2: 20, crowd: true },
        { className: 'nut', x1: 10, y1: 10, x2: 30, y2: 20 },
        { className: 'nut', x1: 0, y1: 0, x2: 15, y2: 15 },
      ],
    ])
    const what = (notes: typeof plan.repaired) => notes.map((note) => [note.what, note.count])
    expect(what(plan.repaired)).toEqual([
      ['corners swapped (negative size): put in order', 1],
      ['duplicate box (same class, same place): kept once', 1],
      ['box out of bounds: clipped to the picture', 1],
    ])
    expect(what(plan.rejected)).toEqual([
      ['null in bbox', 1],
      ['box with an unknown category_id', 1],
      ['box with an unknown image_id', 1],
      ['box outside the picture', 1],
      ['box of zero size', 1],
      ['boxes under 1 px', 1],
    ])
    expect(plan.rejected[0]?.examples).toEqual(['labels.json annotation 7'])
    expect(hashBytes(await readFile(path))).toBe(before)
    expect((await readdir(folder)).sort()).toEqual(['images', 'labels.json'])
  })

  it('takes an image without a box as empty where the file has labels, and as unlabelled where it has none', async () => {
    for (const name of ['a.jpg', 'b.jpg']) await put(`images/${name}`, await orientedJpeg(1))
    const images = [
      { id: 1, file_name: 'a.jpg' },
      { id: 2, file_name: 'b.jpg' },
    ]
    const labelled = await readSource(
      await put('labels.json', { images, categories, annotations: [box([1, 1, 9, 9])] }),
      'coco',
    )
    expect(labelled.images.map((image) => image.reviewedEmpty)).toEqual([undefined, true])
    const bare = await readSource(await put('labels.json', { images, categories, annotations: [] }), 'coco')
    expect(bare.images.map((image) => image.reviewedEmpty)).toEqual([undefined, undefined])
  })

  it('turns boxes that were measured before the EXIF rotation, and says so', async () => {
    await put('a.jpg', await orientedJpeg(6))
    // Upright (8, 8)-(24, 16) is stored at rows 40 to 56, columns 8 to 16 of a 48 x 64 file.
    const images = [{ id: 1, file_name: 'a.jpg', width: 48, height: 64 }]
    const plan = await readSource(
      await put('labels.json', { images, categories, annotations: [box([8, 40, 8, 16])] }),
      'coco',
    )
    expect(plan.images[0]?.boxes).toEqual([{ className: 'nut', x1: 8, y1: 8, x2: 24, y2: 16 }])
    expect(plan.repaired[0]?.what).toContain('EXIF rotation')
  })

  it('does not turn boxes that fit the turned picture alone, whatever size is stated', async () => {
    await put('a.jpg', await orientedJpeg(6))
    const images = [{ id: 1, file_name: 'a.jpg', width: 48, height: 64 }]
    const annotations = [box([8, 10, 8, 16]), box([40, 20, 20, 8])]
    const plan = await readSource(await put('labels.json', { images, categories, annotations }), 'coco')
    expect(plan.images[0]?.boxes).toEqual([
      { className: 'nut', x1: 8, y1: 10, x2: 16, y2: 26 },
      { className: 'nut', x1: 40, y1: 20, x2: 60, y2: 28 },
    ])
    expect(plan.repaired.map(({ what }) => what)).toEqual([
      'stated size is that before the EXIF rotation, boxes fit only the turned picture: boxes kept',
    ])
  })

  it('goes on where one of several files is broken, and leaves out broken pictures by name', async () => {
    await put('a.jpg', await orientedJpeg(1))
    await put('broken.jpg', '<html>')
    await put('one.json', {
      images: [
        { id: 1, file_name: 'a.jpg' },
        { id: 2, file_name: 'broken.jpg' },
      ],
      categories,
    })
    await put('two.json', '{"images": [{"file_name": "a.jpg"')
    const plan = await readSource(folder, 'auto')
    expect(plan.images.map((image) => image.relativePath)).toEqual(['a.jpg'])
    expect(plan.rejected.map((note) => [note.what, note.examples.length])).toEqual([
      ['label file that cannot be read', 1],
      ['unreadable picture', 1],
    ])
    expect(plan.rejected[1]?.examples[0]).toBe('broken.jpg: This is a web page.')
  })
})

describe('Pascal VOC', () => {
  const object = (name: string, corners: number[], more = '') => {
    const [xmin, ymin, xmax, ymax] = corners
    const bndbox = `<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>`
    return `<object><name>${name}</name>${more}${bndbox}</object>`
  }

  it('reads label files in a folder of their own, flags and all', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries())
      await put(`JPEGImages/${name}.jpg`, await orientedJpeg((i + 1) as 1 | 2 | 3))
    await put(
      'Annotations/a.xml',
      `<annotation><filename>a.jpg</filename>${object('nut', [1.5, 2, 20, 30], '<difficult>1</difficult>')}</annotation>`,
    )
    await put('Annotations/b.xml', '<annotation><filename>b.jpg</filename></annotation>')
    await put(
      'Annotations/c.xml',
      `<annotation><filename>gone.jpg</filename>${object('__proto__', [30, 20, 10, 10])}</annotation>`,
    )
    const plan = await readSource(join(folder, 'Annotations'), 'auto')
    expect([plan.format, plan.classes]).toEqual(['voc', ['nut', '__proto__']])
    expect(
      plan.images.map(({ relativePath, boxes, reviewedEmpty }) => [relativePath, boxes, reviewedEmpty]),
    ).toEqual([
      ['a.jpg', [{ className: 'nut', x1: 1.5, y1: 2, x2: 20, y2: 30, difficult: true }], undefined],
      ['b.jpg', [], true],
      ['c.jpg', [{ className: '__proto__', x1: 10, y1: 10, x2: 30, y2: 20 }], undefined],
    ])
    expect(plan.repaired.map((note) => note.what)).toEqual([
      'stated file name not found: picture matched by the label file’s own name',
      'corners swapped (negative size): put in order',
    ])
  })
})

describe('folders, formats and splits', () => {
  it('takes a plain folder, and names an empty one and an unknown format', async () => {
    await put('sub/a.jpg', await orientedJpeg(3))
    await put('sub/.hidden.jpg', await orientedJpeg(3))
    const plan = await readSource(folder, 'auto')
    expect([plan.format, plan.images.map((image) => image.relativePath)]).toEqual(['folder', ['sub/a.jpg']])
    expect(plan.images[0]?.reviewedEmpty).toBeUndefined()
    await mkdir(join(folder, 'empty'))
    await expect(readSource(join(folder, 'empty'), 'auto')).rejects.toMatchObject({ code: 'folder-empty' })
    await expect(readSource(join(folder, 'nowhere'), 'auto')).rejects.toMatchObject({ code: 'not-found' })
    await expect(readSource(folder, 'nonsense')).rejects.toMatchObject({ code: 'format-unknown' })
  })

  it('names files beside pictures that may be labels of a format nobody here reads', async () => {
    await put('a.jpg', await orientedJpeg(1))
    const kitti = await put('labels/a.txt', 'Van 0.0 0 -1 0 5 1 8 -1 -1 -1 -1 -1 -1 -1\n')
    await put('README.txt', 'Pictures of vans\n')
    const plan = await readSource(folder, 'auto')
    expect([plan.format, plan.images.length, plan.rejected]).toEqual([
      'folder',
      1,
      [{ what: 'label file of no known format: not read', count: 1, examples: ['labels/a.txt'] }],
    ])
    // Who asks for the pictures alone hears nothing of it; who chose the file is told.
    expect((await readSource(folder, 'folder')).rejected).toEqual([])
    await expect(readSource(kitti, 'auto')).rejects.toMatchObject({ code: 'format-unknown' })
  })

  it('assigns pictures by a split file and names what does not fit', async () => {
    const path = await put('split.json', { train: ['a.jpg', 'gone.jpg'], val: ['sub/b.jpg', 'a.jpg'] })
    const images = ['a.jpg', 'sub/b.jpg', 'c.jpg'].map((relativePath) => ({ root: folder, relativePath }))
    const { assigned, rejected } = matchSplit(await readSplitFile(path), images)
    expect(images.map((image) => assigned.get(image))).toEqual(['train', 'val', undefined])
    expect(rejected.map((note) => [note.what, note.examples])).toEqual([
      ['split names a picture that is not there', ['train: gone.jpg']],
      ['picture in two parts of the split: stays in the first', ['val: a.jpg']],
    ])
    await put('split.json', { train: 'a.jpg' })
    await expect(readSplitFile(path)).rejects.toMatchObject({ code: 'format-invalid' })
  })

  it('registers every format once, in words', () => {
    const names = formats.map((reader) => reader.name)
    expect(new Set(names).size).toBe(names.length)
    for (const reader of formats) expect(reader.label).not.toBe('')
  })
})
