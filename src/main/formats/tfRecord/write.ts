import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { StudioError } from '../../../shared/result'
import { decodeImage } from '../../images/decode'
import { probeImage } from '../../images/probe'
import { encodeJpeg, jpegQuality } from '../../images/upright'
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
      yield { path: `${part}.tfrecord`, content: (set.embed ? fullRecords : bareRecords)(images, numbers) }
  }
}

type Numbers = ReadonlyMap<string, number>

function* bareRecords(images: readonly ExportImage[], numbers: Numbers): Iterable<Uint8Array> {
  for (const image of images) yield recordOf(image, numbers, null)
}

async function* fullRecords(images: readonly ExportImage[], numbers: Numbers): AsyncIterable<Uint8Array> {
  for (const image of images)
    yield recordOf(image, numbers, image.path === null ? null : await encodedOf(image, image.path))
}

interface Encoded {
  bytes: Uint8Array
  format: string
}

/** The picture's own bytes; turned where it carries a rotation, which tf.io.decode_jpeg and the others pass over. */
async function encodedOf({ name }: ExportImage, path: string): Promise<Encoded> {
  const bytes = await readFile(path)
  const probed = probeImage(bytes)
  if (!probed.ok || probed.value.orientation === 1) return { bytes, format: formatOf(name) }
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) {
    const { code, message, hint } = decoded.error
    throw new StudioError(code, message, hint)
  }
  return { bytes: (await encodeJpeg(decoded.value, jpegQuality.full)).bytes, format: 'jpeg' }
}

const recordOf = (image: ExportImage, numbers: Numbers, encoded: Encoded | null) =>
  frameRecord(encodeExample({ features: { feature: featuresOf(image, numbers, encoded) } }))

const FORMATS: Readonly<Record<string, string>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.png': 'png',
  '.gif': 'gif',
  '.bmp': 'bmp',
  '.webp': 'webp',
}

const formatOf = (name: string) => FORMATS[extname(name).toLowerCase()] ?? extname(name).slice(1)

function featuresOf(image: ExportImage, numbers: Numbers, encoded: Encoded | null): Record<string, Feature> {
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
    ...(encoded !== null && { 'image/encoded': { bytesList: { value: [encoded.bytes] } } }),
    'image/format': text(encoded?.format ?? formatOf(name)),
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
