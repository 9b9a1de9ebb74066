import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { readSource } from './index'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-found-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function put(name: string, content: string | Uint8Array | object): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  const isRaw = typeof content === 'string' || content instanceof Uint8Array
  await writeFile(path, isRaw ? content : JSON.stringify(content))
}

// The pictures are 64 x 48 px.
const picture = async (...names: string[]) => {
  for (const name of names) await put(name, await orientedJpeg(1))
}

async function read(path = '') {
  const { format, images, repaired, rejected } = await readSource(join(folder, path), 'auto')
  const notes = (list: typeof repaired) => list.map(({ what, examples }) => [what, examples[0]])
  return {
    format,
    boxes: images.map((image) => [image.relativePath, image.boxes.map((box) => box.className).join()]),
    repaired: notes(repaired),
    rejected: notes(rejected),
  }
}

const bndbox = '<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>'
const voc = (name: string, filename: string) =>
  `<annotation><filename>${filename}</filename><object><name>${name}</name>${bndbox}</object></annotation>`
const labelme = (label: string, imagePath: string) => ({
  version: '5.5.0',
  shapes: [
    {
      label,
      points: [
        [1, 2],
        [30, 40],
      ],
      shape_type: 'rectangle',
    },
  ],
  imagePath,
})
const coco = (...names: string[]) => ({
  images: names.map((file_name, id) => ({ id, file_name })),
  categories: names.map((_, id) => ({ id, name: `n${id}` })),
  annotations: names.map((_, id) => ({ image_id: id, category_id: id, bbox: [1 + id, 2, 30, 40] })),
})
const line = '0 0.5 0.5 0.2 0.2\n'
const missing = 'no image for the label file'
const lost = 'box on a picture that was left out'
const unlabelled = 'picture without a label: not taken in'
const notOwn = 'no image of its own: another label names it better'

describe('labels whose picture is not there', () => {
  it('YOLO: the label of one split does not go onto the picture of another', async () => {
    await picture('images/val/0001.jpg')
    await put('data.yaml', 'names: [cat, dog]\n')
    await put('labels/train/0001.txt', line)
    expect(await read()).toMatchObject({
      boxes: [],
      rejected: [
        [missing, 'labels/train/0001.txt: 0001.*'],
        [lost, 'labels/train/0001.txt'],
        [unlabelled, 'images/val/0001.jpg'],
      ],
    })
    await put('labels/val/0001.txt', '1 0.5 0.5 0.2 0.2\n')
    expect(await read()).toMatchObject({
      boxes: [['images/val/0001.jpg', 'dog']],
      rejected: [
        [missing, 'labels/train/0001.txt: 0001.*'],
        [lost, 'labels/train/0001.txt'],
      ],
      repaired: [],
    })
  })

  it('Pascal VOC and COCO: nor there', async () => {
    await picture('valid/0001.jpg')
    await put('train/0001.xml', voc('cat', '0001.jpg'))
    await put('valid/0001.xml', voc('dog', '0001.jpg'))
    expect(await read()).toMatchObject({
      boxes: [['valid/0001.jpg', 'dog']],
      rejected: [
        [missing, 'train/0001.xml: 0001.jpg'],
        [lost, 'train/0001.xml'],
      ],
    })
    await picture('coco/val/0001.jpg')
    await put('coco/ann.json', coco('train/0001.jpg', 'val/0001.jpg'))
    expect(await read('coco')).toMatchObject({
      boxes: [['val/0001.jpg', 'n1']],
      rejected: [
        ['image file missing', 'ann.json image 0: train/0001.jpg'],
        ['box on an image that was left out', 'ann.json annotation no. 1: image_id 0'],
      ],
    })
  })

  it.each([
    ['first', 's1', 's2'],
    ['last', 's2', 's1'],
  ])('labelme: the better match keeps the picture, be it read %s', async (_, other, own) => {
    await picture(`${own}/0001.jpg`)
    await put(`${other}/0001.json`, labelme('cat', '0001.jpg'))
    await put(`${own}/0001.json`, labelme('dog', '0001.jpg'))
    expect(await read()).toEqual({
      format: 'labelme',
      boxes: [[`${own}/0001.jpg`, 'dog']],
      repaired: [],
      rejected: [
        [notOwn, `${other}/0001.json: ${own}/0001.jpg`],
        [lost, `${other}/0001.json shape 1`],
      ],
    })
  })

  it('gives a flattened picture to the one label that fits it, with a word, and to none of two', async () => {
    await picture('images/0001.jpg')
    await put('classes.txt', 'cat\n')
    await put('labels/cam1/0001.txt', line)
    expect(await read()).toMatchObject({
      boxes: [['images/0001.jpg', 'cat']],
      repaired: [['picture matched by base name', 'labels/cam1/0001.txt: images/0001.jpg']],
    })
    await put('labels/cam2/0001.txt', line)
    expect(await read()).toMatchObject({
      boxes: [],
      rejected: [
        ['image that several labels fit alike', 'labels/cam1/0001.txt: images/0001.jpg'],
        [lost, 'labels/cam1/0001.txt line 1'],
      ],
    })
  })

  it('joins what two folders say of one picture where neither is another one’s', async () => {
    await picture('images/0001.jpg')
    await put('classes.txt', 'cat\n')
    await put('cars/0001.txt', line)
    await put('people/0001.txt', '0 0.5 0.5 0.3 0.3\n')
    expect(await read()).toMatchObject({
      boxes: [['images/0001.jpg', 'cat,cat']],
      rejected: [],
    })
  })

  it('COCO: one list that names a picture and its namesake in a folder means two', async () => {
    await picture('images/sub/a.jpg')
    await put('ann.json', coco('a.jpg', 'sub/a.jpg'))
    expect(await read()).toMatchObject({
      boxes: [['images/sub/a.jpg', 'n1']],
      rejected: [
        [notOwn, 'ann.json image 0: images/sub/a.jpg'],
        [lost, 'ann.json annotation no. 1 (a.jpg)'],
      ],
    })
  })
})

describe('what is left out of a folder', () => {
  it('names label files of a second format', async () => {
    await picture('a.jpg', 'b.jpg')
    await put('b.xml', voc('cat', 'b.jpg'))
    await put('a.txt', line)
    await put('classes.txt', 'cat\n')
    expect(await read()).toEqual({
      format: 'voc',
      boxes: [['b.jpg', 'cat']],
      repaired: [],
      rejected: [
        [unlabelled, 'a.jpg'],
        ['label file of another format (YOLO): not read', 'a.txt'],
      ],
    })
  })

  it('names pictures without a label, but no masks', async () => {
    await picture('a.jpg', 'b.jpg', 'SegmentationClass/a.png')
    await put('a.txt', line)
    expect(await read()).toMatchObject({
      boxes: [['a.jpg', 'class 0']],
      rejected: [[unlabelled, 'b.jpg']],
    })
  })
})

describe('labels in a folder of their own', () => {
  it('finds the pictures two folders up, those of the same split alone', async () => {
    await put('labels/train/a.txt', line)
    await picture('images/val/a.jpg')
    expect(await read('labels/train')).toMatchObject({
      boxes: [],
      rejected: [
        [missing, 'a.txt: a.*'],
        [lost, 'a.txt'],
        [unlabelled, 'val/a.jpg'],
      ],
    })
    await picture('images/train/a.jpg')
    expect(await read('labels/train')).toMatchObject({
      boxes: [['a.jpg', 'class 0']],
      repaired: [['no list of class names: class named after its number', 'a.txt line 1: 0']],
      rejected: [],
    })
  })
})
