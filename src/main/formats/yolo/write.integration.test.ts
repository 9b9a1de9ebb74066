import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { differencesOf } from '../../labelExport/readBack'
import { writeLabels } from '../../labelExport/writeFiles'
import { filesOf } from '../testing/filesOf'
import type { ExportImage, LabelSet } from '../types'
import { darknetFormat, yoloFormat } from './index'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'focal-yolo-out-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function setOf(names: readonly string[], more: Partial<ExportImage> = {}): LabelSet {
  const boxes = [{ className: 'cat', x1: 8, y1: 12, x2: 24, y2: 36 }]
  const images = names.map((name): ExportImage => {
    return { name, path: null, width: 64, height: 48, boxes, isLabelled: true, split: null, ...more }
  })
  return { classes: ['cat', 'dog'], images, embed: false }
}

const textsOf = (format: string, set: LabelSet) =>
  Object.fromEntries(filesOf(format, set).map(({ path, bytes }) => [path, bytes.toString()]))

/** `img2label_paths` of Ultralytics, in other words: the last `/images/` becomes `/labels/`. */
function ultralyticsLabel(picture: string): string {
  const at = picture.lastIndexOf('/images/')
  const path = `${picture.slice(0, at)}/labels/${picture.slice(at + '/images/'.length)}`
  return `${path.slice(0, path.lastIndexOf('.'))}.txt`
}

/** `replace_image_to_label` of AlexeyAB's Darknet: known folders, then the ending where the name first has it. */
function darknetLabel(picture: string): string {
  let path = picture.replaceAll('/images/train2017/', '/labels/train2017/')
  path = path.replaceAll('/images/val2017/', '/labels/val2017/').replaceAll('/JPEGImages/', '/labels/')
  for (const ending of ['jpg', 'jpeg', 'png', 'bmp', 'ppm', 'tiff'].flatMap((e) => [e, e.toUpperCase()]))
    if (path.includes(`.${ending}`) && path.indexOf(`.${ending}`) === path.length - ending.length - 1)
      path = `${path.slice(0, path.length - ending.length)}txt`
  return path
}

const NAMES = [
  'a.jpg',
  'train/images/x.jpg',
  'train/images_/x.jpg',
  'valid/images/x.jpg',
  'labels/labels.png',
  'images/val2017/JPEGImages/y.png',
  'ImageSets/z.jpg',
  'a.png.jpg',
  'twice.jpg.jpg',
  'license.jpg',
  'notes.png',
  'labels.jpg',
  'classes.jpg',
  'predefined_classes.jpg',
  'readme1.jpg',
  'requirements.jpg',
  'data.yaml.jpg',
  'new\nline.jpg',
  'new%0Aline.jpg',
]

describe.each([
  [yoloFormat, (place: string) => ultralyticsLabel(join(folder, place))],
  [darknetFormat, (place: string) => darknetLabel(join(folder, place))],
] as const)('%s', (format, labelOf) => {
  it('puts each label file where its reader looks for it, under names of their own', async () => {
    const set = setOf(NAMES)
    await writeLabels(folder, format.write, set, {})
    const places = set.images.map(format.write.placeOf)
    expect(new Set(places).size).toBe(NAMES.length)
    for (const place of places) expect(existsSync(labelOf(place)), place).toBe(true)
  })

  it.each([...NAMES.map((name) => [name]), NAMES])('reads back what it wrote for %j', async (...names) => {
    for (const set of [setOf(names), setOf([...names, 'other.jpg'], { boxes: [] })]) {
      const out = join(folder, String(set.images.length))
      await writeLabels(out, format.write, set, {})
      expect(await differencesOf(out, format, set)).toEqual([])
    }
  })
})

it('data.yaml: its own folder, numbers as keys, and a word where pictures stand in', () => {
  expect(textsOf('yolo', setOf(['a.jpg']))['data.yaml']).toBe(
    [
      '# No picture is in val, which Ultralytics asks for: those of train stand in, so its figures will be too good.',
      'train: "images/train"',
      'val: "images/train"',
      'nc: 2',
      'names:',
      '  0: "cat"',
      '  1: "dog"',
      '',
    ].join('\n'),
  )
  expect(textsOf('yolo', setOf(['a.jpg'], { split: 'val' }))['data.yaml']).toBe(
    [
      '# No picture is in train, which Ultralytics asks for: those of val stand in.',
      'train: "images/val"',
      'val: "images/val"',
      'nc: 2',
      'names:',
      '  0: "cat"',
      '  1: "dog"',
      '',
    ].join('\n'),
  )
})

it('all three parts of a split', () => {
  const images = (['train', 'val', 'test'] as const).flatMap(
    (split) => setOf([`${split}.jpg`], { split }).images,
  )
  const set = { ...setOf([]), images }
  // (8, 12) to (24, 36) of 64 x 48.
  expect(textsOf('yolo', set)).toEqual({
    'data.yaml':
      'train: "images/train"\nval: "images/val"\ntest: "images/test"\nnc: 2\nnames:\n  0: "cat"\n  1: "dog"\n',
    'labels/train/train.txt': '0 0.25 0.5 0.25 0.5\n',
    'labels/val/val.txt': '0 0.25 0.5 0.25 0.5\n',
    'labels/test/test.txt': '0 0.25 0.5 0.25 0.5\n',
  })
  expect(textsOf('darknet', set)).toEqual({
    'obj.data': 'classes = 2\ntrain = train.txt\nvalid = val.txt\nnames = obj.names\nbackup = backup/\n',
    'obj.names': 'cat\ndog\n',
    'train.txt': 'train/train.jpg\n',
    'val.txt': 'val/val.jpg\n',
    'test.txt': 'test/test.jpg\n',
    'train/train.txt': '0 0.25 0.5 0.25 0.5\n',
    'val/val.txt': '0 0.25 0.5 0.25 0.5\n',
    'test/test.txt': '0 0.25 0.5 0.25 0.5\n',
  })
})

it('Darknet: a picture that goes along gets an ending that Darknet knows', () => {
  const copied = ['a.tif', 'a.jfif', 'a.Jpg', 'a.JPEG', 'a.webp'].map((name) =>
    darknetFormat.write.copiedName?.(name),
  )
  expect(copied).toEqual(['a.tiff', 'a.jpg', 'a.jpg', 'a.JPEG', 'a.webp'])
})
