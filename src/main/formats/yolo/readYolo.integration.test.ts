import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orientedJpeg } from '../../images/testing/pictures'
import { readSource } from '../index'
import type { ImportPlan } from '../types'

let folder: string
let picture: Uint8Array
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'focal-yolo-'))
  picture = await orientedJpeg(1)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Pictures have 64 x 48 px. */
function put(files: Record<string, string | null>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text ?? Buffer.concat([picture, Buffer.from(name)]))
  }
}

const classesOf = (plan: ImportPlan) =>
  Object.fromEntries(
    plan.images.map(({ relativePath, boxes }) => [relativePath, boxes.map((box) => box.className)]),
  )
const whats = (notes: ImportPlan['repaired']) => notes.map(({ what, count }) => `${what} ${count}`)

const BOX = '0.5 0.5 0.25 0.5'
const DIFFER = 'lists of classes that differ: each label file goes by the nearest'

describe('lists of classes', () => {
  it('each label file goes by the list that lies nearest above it', async () => {
    put({
      'A/a.jpg': null,
      'A/a.txt': `0 ${BOX}`,
      'A/classes.txt': 'cat\ndog\n',
      'B/deep/b.jpg': null,
      'B/deep/b.txt': `0 ${BOX}`,
      'B/classes.txt': 'dog\ncat\nbird\n',
    })
    const plan = await readSource(folder, 'auto')
    expect([plan.format, plan.classes]).toEqual(['yolo', ['cat', 'dog', 'bird']])
    expect(classesOf(plan)).toEqual({ 'A/a.jpg': ['cat'], 'B/deep/b.jpg': ['dog'] })
    expect(plan.repaired).toEqual([
      {
        what: DIFFER,
        count: 1,
        examples: ['B/classes.txt: class 0 is dog; A/classes.txt: class 0 is cat'],
      },
    ])
  })

  it('lists that agree are one: what the nearest does not name, another one may', async () => {
    put({
      'data.yaml': 'nc: 3\nnames: [cat, dog, bird]\n',
      'images/a.jpg': null,
      'labels/a.txt': `0 ${BOX}\n2 ${BOX}\n`,
      'labels/classes.txt': 'cat\ndog\n',
    })
    const plan = await readSource(folder, 'auto')
    expect([plan.classes, plan.repaired, plan.rejected]).toEqual([['cat', 'dog', 'bird'], [], []])
    expect(classesOf(plan)).toEqual({ 'images/a.jpg': ['cat', 'bird'] })
  })

  it('classes.txt beside the label files counts where data.yaml says otherwise, and data.yaml where it was chosen', async () => {
    put({
      'data.yaml': 'names: {0: cat, 1: dog}\n',
      'images/a.jpg': null,
      'labels/a.txt': `1 ${BOX}\n`,
      'labels/classes.txt': 'dog\ncat\n',
    })
    const whole = await readSource(folder, 'auto')
    expect([classesOf(whole), whats(whole.repaired)]).toEqual([{ 'images/a.jpg': ['cat'] }, [`${DIFFER} 1`]])
    const chosen = await readSource(join(folder, 'data.yaml'), 'auto')
    expect([classesOf(chosen), chosen.repaired]).toEqual([{ 'images/a.jpg': ['dog'] }, []])
  })

  it('a folder without a list among others that differ goes by a neighbour, and that is said', async () => {
    put({
      'A/a.jpg': null,
      'A/a.txt': `0 ${BOX}`,
      'A/classes.txt': 'cat\n',
      'B/one/classes.txt': 'dog\n',
      'B/two/b.jpg': null,
      'B/two/b.txt': `0 ${BOX}`,
    })
    const plan = await readSource(folder, 'auto')
    expect(classesOf(plan)).toEqual({ 'A/a.jpg': ['cat'], 'B/two/b.jpg': ['dog'] })
    expect(plan.repaired[1]).toEqual({
      what: 'no list of classes in the folder or above: the nearest other list is used',
      count: 1,
      examples: ['B/two/b.txt: B/one/classes.txt'],
    })
  })

  it('a YAML file of other settings is no list', async () => {
    put({
      'images/a.jpg': null,
      'labels/a.txt': `1 ${BOX}\n`,
      'hyp.yaml': 'lr0: 0.01\n',
      'classes.txt': 'cat\ndog\n',
    })
    const plan = await readSource(folder, 'auto')
    expect([classesOf(plan), plan.repaired, plan.rejected]).toEqual([{ 'images/a.jpg': ['dog'] }, [], []])
    rmSync(join(folder, 'classes.txt'))
    expect(classesOf(await readSource(folder, 'auto'))).toEqual({ 'images/a.jpg': ['class 1'] })
  })

  it('a data.yaml that cannot be read is named, and the next list counts; alone it refuses the import', async () => {
    put({
      'images/a.jpg': null,
      'labels/a.txt': `1 ${BOX}\n`,
      'data.yaml': 'names: [cat\n',
      'classes.txt': 'cat\ndog\n',
    })
    const plan = await readSource(folder, 'yolo')
    expect([classesOf(plan), whats(plan.rejected)]).toEqual([
      { 'images/a.jpg': ['dog'] },
      ['list of classes that cannot be read 1'],
    ])
    rmSync(join(folder, 'classes.txt'))
    await expect(readSource(folder, 'yolo')).rejects.toMatchObject({ code: 'format-invalid' })
  })

  it('reads _darknet.labels, as Roboflow calls it', async () => {
    put({
      'train/a.jpg': null,
      'train/a.txt': `1 ${BOX}\n`,
      'train/_darknet.labels': 'cat\ndog',
      'valid/b.jpg': null,
      'valid/b.txt': `0 ${BOX}\n`,
      'valid/_darknet.labels': 'cat\ndog',
      'README.roboflow.txt': 'x',
    })
    const plan = await readSource(folder, 'auto')
    expect([classesOf(plan), plan.repaired]).toEqual([{ 'train/a.jpg': ['dog'], 'valid/b.jpg': ['cat'] }, []])
  })

  it('says gaps between numbers as ranges', async () => {
    put({
      'images/a.jpg': null,
      'labels/a.txt': `0 ${BOX}\n`,
      'data.yaml': 'names: {0: a, 2: b, 900000: c}\n',
    })
    const plan = await readSource(folder, 'auto')
    expect(plan.repaired).toEqual([
      {
        what: 'class number without a name',
        count: 2,
        examples: ['data.yaml: 1', 'data.yaml: 3 to 899999'],
      },
    ])
  })
})

describe('poses', () => {
  // 64 x 48 px: 0.5 0.5 0.25 0.5 is (24, 12) to (40, 36).
  const around = [{ className: 'person', x1: 24, y1: 12, x2: 40, y2: 36 }]
  const LEFT_OUT = 'keypoints: left out'
  const put1 = (line: string, shape: string) =>
    put({
      'images/a.jpg': null,
      'labels/a.txt': `0 ${BOX} ${line}\n`,
      'data.yaml': `names: [person]\n${shape}`,
    })

  it.each([
    ['kpt_shape: [2, 3]\n', '0.45 0.45 2 0.55 0.55 0'],
    ['kpt_shape: [2, 2]\n', '0.45 0.45 0.55 0.55'],
    ['kpt_shape: [3, 2]\n', '0.45 0.45 0.55 0.55 0.5 0.5'],
    ['kpt_shape: [3, 3]\n', '0.45 0.45 2 0.55 0.55 2 0.5 0.5 0'],
    // Without kpt_shape: an odd count is no polygon, and neither is a corner at 2.
    ['', '0.45 0.45 1'],
    ['', '0.45 0.45 2 0.55 0.55 2'],
    ['', '0.45 0.45 1 0.55 0.55 0 0.5 0.5 1'],
  ])('%j, %s: the box alone', async (shape, line) => {
    put1(line, shape)
    const plan = await readSource(folder, 'auto')
    expect([plan.images[0]?.boxes, plan.rejected]).toEqual([around, []])
    expect(whats(plan.repaired)).toEqual([`${LEFT_OUT} 1`])
  })

  it('data.yaml says the shape of keypoints also where classes.txt lies nearer', async () => {
    put1('0.45 0.45 0.55 0.55', 'kpt_shape: [2, 2]\n')
    put({ 'labels/classes.txt': 'person\n' })
    expect((await readSource(folder, 'auto')).images[0]?.boxes).toEqual(around)
  })

  it('a line with more keypoints than the shape has is no polygon', async () => {
    put1('0.45 0.45 0.55 0.55 0.5 0.5 0.6 0.6', 'kpt_shape: [2, 2]\n')
    const plan = await readSource(folder, 'auto')
    expect([plan.images[0]?.boxes, whats(plan.rejected)]).toEqual([
      [],
      ['line that does not fit kpt_shape 1'],
    ])
  })

  it('the shape of another data set beside it says nothing', async () => {
    put1('0.45 0.45 0.55 0.55', 'kpt_shape: [2, 2]\n')
    put({
      'seg/b.jpg': null,
      'seg/b.txt': '0 0.5 0.5 0.75 0.5 0.75 1\n',
      'seg/data.yaml': 'names: [person]\n',
    })
    const plan = await readSource(folder, 'auto')
    expect([plan.images[1]?.relativePath, plan.images[1]?.boxes]).toEqual([
      'seg/b.jpg',
      [{ className: 'person', x1: 32, y1: 24, x2: 48, y2: 48 }],
    ])
  })

  it('turned boxes and polygons are read as before, those along the edges too', async () => {
    put({
      'images/a.jpg': null,
      'labels/a.txt':
        '0 0.25 0.25 0.5 0.25 0.5 0.5 0.25 0.5\n0 0.25 0 0.5 0.5 0.25 0.25 0 0.5 0 0\n0 0.5 0.5 0.75 0.5 0.75 1\n',
      'data.yaml': 'names: [person]\n',
    })
    const plan = await readSource(folder, 'auto')
    expect(plan.images[0]?.boxes.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])).toEqual([
      [16, 12, 32, 24],
      [0, 0, 32, 24],
      [32, 24, 48, 48],
    ])
    expect(whats(plan.repaired)).toEqual(['rotated box or polygon: the upright box around it 3'])
  })
})

describe('a chosen data.yaml', () => {
  const files = {
    'datasets/coco8/images/train/a.jpg': null,
    'datasets/coco8/labels/train/a.txt': `0 ${BOX}\n`,
    'datasets/other/images/train/b.jpg': null,
    'datasets/other/labels/train/b.txt': `0 ${BOX}\n`,
  }

  it('goes by the folder that it names below its own', async () => {
    put({ ...files, 'datasets/coco8.yaml': 'path: coco8\ntrain: images/train\nnames: [person]\n' })
    expect(classesOf(await readSource(join(folder, 'datasets/coco8.yaml'), 'auto'))).toEqual({
      'coco8/images/train/a.jpg': ['person'],
    })
  })

  it('says which folder to choose where it names one outside its own', async () => {
    put({ ...files, 'cfg/coco8.yaml': 'path: ../datasets/coco8\nnames: [person]\n' })
    await expect(readSource(join(folder, 'cfg/coco8.yaml'), 'auto')).rejects.toMatchObject({
      code: 'format-invalid',
      message: `coco8.yaml: it says that its pictures and labels are in ${join(folder, 'datasets/coco8')}.`,
      hint: `Choose the folder ${folder}: both are in it.`,
    })
    expect((await readSource(folder, 'auto')).classes).toEqual(['person'])
  })

  it('of another machine counts where its label files lie beside it', async () => {
    put({
      'images/a.jpg': null,
      'labels/a.txt': `0 ${BOX}\n`,
      'data.yaml': 'path: /content/datasets/people\nnames: [person]\n',
    })
    expect(classesOf(await readSource(join(folder, 'data.yaml'), 'auto'))).toEqual({
      'images/a.jpg': ['person'],
    })
    rmSync(join(folder, 'labels'), { recursive: true })
    const alone = await readSource(join(folder, 'data.yaml'), 'auto')
    expect([alone.classes, alone.rejected]).toEqual([
      ['person'],
      [
        {
          what: 'no label file beside it: the classes alone come in',
          count: 1,
          examples: ['data.yaml: path /content/datasets/people'],
        },
      ],
    ])
  })
})
