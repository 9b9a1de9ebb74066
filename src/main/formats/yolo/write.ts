import { stringify } from 'yaml'
import { numberText } from '../numberText'
import type { ExportImage, FormatWriter, LabelFile, LabelSet } from '../types'

/** More digits than the six that are usual: a picture 16,000 px wide comes back within a thousandth of a pixel. */
const SHARE_DECIMALS = 8

/** Both layouts in one: data.yaml for Ultralytics, obj.data, obj.names and lists of pictures for Darknet. */
export const yoloWriter: FormatWriter = {
  words: 'Text files with shares of the picture, for Ultralytics (data.yaml) and Darknet (obj.data).',
  placeOf: (image) => `images/${partOf(image)}/${image.name}`,
  files: writeYolo,
  carries: [],
  keepsClasses: true,
}

const PARTS = ['train', 'val', 'test'] as const
const partOf = ({ split }: ExportImage) => split ?? 'train'

function* writeYolo(set: LabelSet): Iterable<LabelFile> {
  const names = set.classes
  const used = PARTS.filter((part) => part === 'train' || set.images.some((image) => partOf(image) === part))
  const data = {
    path: '.',
    train: 'images/train',
    // Ultralytics asks for both; without a split of its own the training pictures stand in.
    val: used.includes('val') ? 'images/val' : 'images/train',
    ...(used.includes('test') && { test: 'images/test' }),
    nc: names.length,
    names: Object.fromEntries(names.map((name, index) => [index, name])),
  }
  yield {
    path: 'data.yaml',
    content: stringify(data, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 }),
  }
  yield {
    path: 'obj.names',
    content: names.map((name) => `${name.replace(/\s*[\r\n]+\s*/g, ' ')}\n`).join(''),
  }
  yield {
    path: 'obj.data',
    content: `classes = ${names.length}\ntrain = train.txt\nvalid = ${used.includes('val') ? 'val' : 'train'}.txt\nnames = obj.names\nbackup = backup/\n`,
  }
  for (const part of used) {
    const places = set.images.filter((image) => partOf(image) === part).map(yoloWriter.placeOf)
    yield { path: `${part}.txt`, content: places.map((place) => `${place}\n`).join('') }
  }
  const numbers = new Map(names.map((name, index) => [name, index]))
  for (const image of set.images) {
    if (!image.isLabelled) continue
    const stem = image.name.replace(/\.[^./]*$/, '')
    yield { path: `labels/${partOf(image)}/${stem}.txt`, content: linesOf(image, numbers) }
  }
}

function linesOf({ boxes, width, height }: ExportImage, numbers: ReadonlyMap<string, number>): string {
  const share = (value: number, side: number) => numberText(value / side, SHARE_DECIMALS)
  return boxes
    .map(({ className, x1, y1, x2, y2 }) =>
      [
        numbers.get(className),
        share((x1 + x2) / 2, width),
        share((y1 + y2) / 2, height),
        share(x2 - x1, width),
        share(y2 - y1, height),
      ].join(' '),
    )
    .map((line) => `${line}\n`)
    .join('')
}
