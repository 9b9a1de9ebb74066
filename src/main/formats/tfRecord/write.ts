import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { ExportImage, FormatWriter, LabelFile, LabelSet } from '../types'
import { encodeExample, type Feature } from './example'
import { labelMapItem } from './labelMap'
import { frameRecord } from './records'

/** A record file for each part of the set, and label_map.pbtxt, which counts classes from 1. */
export const tfRecordWriter: FormatWriter = {
  words:
    'Records of tf.train.Example for the TensorFlow object detection API, pictures inside where they go along.',
  placeOf: (image) => `images/${image.name}`,
  embeds: true,
  files: writeTfRecord,
  carries: ['difficult', 'truncated', 'crowd'],
  keepsClasses: true,
}

const partOf = ({ split }: ExportImage) => split ?? 'labels'

function* writeTfRecord(set: LabelSet): Iterable<LabelFile> {
  const items = set.classes.map((name, index) => labelMapItem(index + 1, name))
  yield { path: 'label_map.pbtxt', content: items.join('') }
  const numbers = new Map(set.classes.map((name, index) => [name, index + 1]))
  for (const part of ['labels', 'train', 'val', 'test']) {
    const images = set.images.filter((image) => image.isLabelled && partOf(image) === part)
    if (images.length > 0 || (part === 'labels' && set.images.length === 0))
      yield { path: `${part}.tfrecord`, content: recordsOf(images, numbers, set.embed) }
  }
}

function* recordsOf(
  images: readonly ExportImage[],
  numbers: ReadonlyMap<string, number>,
  embed: boolean,
): Iterable<Uint8Array> {
  for (const image of images) {
    const encoded = embed && image.path !== null ? readFileSync(image.path) : null
    yield frameRecord(encodeExample({ features: { feature: featuresOf(image, numbers, encoded) } }))
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.gif': 'gif',
  '.bmp': 'bmp',
  '.webp': 'webp',
}

function featuresOf(
  image: ExportImage,
  numbers: ReadonlyMap<string, number>,
  encoded: Uint8Array | null,
): Record<string, Feature> {
  const { name, width, height, boxes } = image
  const text = (...values: string[]): Feature => ({
    bytesList: { value: values.map((value) => Buffer.from(value)) },
  })
  const floats = (value: number[]): Feature => ({ floatList: { value } })
  const integers = (value: number[]): Feature => ({ int64List: { value } })
  const flag = (key: 'difficult' | 'truncated' | 'crowd') =>
    integers(boxes.map((box) => (box[key] === true ? 1 : 0)))
  return {
    'image/height': integers([height]),
    'image/width': integers([width]),
    'image/filename': text(name),
    'image/source_id': text(name),
    ...(encoded !== null && { 'image/encoded': { bytesList: { value: [encoded] } } }),
    'image/format': text(FORMATS[extname(name).toLowerCase()] ?? extname(name).slice(1)),
    'image/object/bbox/xmin': floats(boxes.map(({ x1 }) => x1 / width)),
    'image/object/bbox/xmax': floats(boxes.map(({ x2 }) => x2 / width)),
    'image/object/bbox/ymin': floats(boxes.map(({ y1 }) => y1 / height)),
    'image/object/bbox/ymax': floats(boxes.map(({ y2 }) => y2 / height)),
    'image/object/class/text': text(...boxes.map(({ className }) => className)),
    'image/object/class/label': integers(boxes.map(({ className }) => numbers.get(className) ?? 0)),
    'image/object/difficult': flag('difficult'),
    'image/object/truncated': flag('truncated'),
    'image/object/is_crowd': flag('crowd'),
  }
}
