import { stringify } from 'yaml'
import { numberText } from '../numberText'
import type { ExportImage, FormatWriter, LabelFile, LabelSet } from '../types'

/** More digits than the six that are usual: a picture 16,000 px wide comes back within a thousandth of a pixel. */
const SHARE_DECIMALS = 8

const PARTS = ['train', 'val', 'test'] as const
type Part = (typeof PARTS)[number]
const partOf = ({ split }: ExportImage): Part => split ?? 'train'

/** Pictures below `images`, label files below `labels`, and data.yaml, for Ultralytics. */
export const yoloWriter: FormatWriter = {
  words: 'Text files with shares of the picture and data.yaml, for Ultralytics.',
  placeOf: (image) => `images/${partOf(image)}/${withoutKnownFolders(image.name)}`,
  files: writeYolo,
  carries: [],
  keepsClasses: true,
}

/** Label files beside the pictures, lists of pictures, obj.data and obj.names, for Darknet. */
export const darknetWriter: FormatWriter = {
  words:
    'Text files with shares of the picture beside each picture, and obj.data, for Darknet, started in that folder.',
  placeOf: (image) => `${partOf(image)}/${asListed(withoutKnownFolders(image.name))}`,
  copiedName: asDarknetLooksFor,
  files: writeDarknet,
  carries: [],
  keepsClasses: true,
}

/**
 * Readers find a label file by putting another name in place of these folders, wherever they are in a path. One mark
 * more on each keeps names apart that have such marks already.
 */
const withoutKnownFolders = (name: string) =>
  name.replace(/(?<=^|\/)(images|labels|JPEGImages)_*(?=\/)/gi, '$&_')

/** A line of a list holds no line break, and Darknet takes an ending for the last only where a path has it once. */
const asListed = (name: string) =>
  name
    .replace(/%(?=(25)*(0A|0D|2E))/gi, '%25')
    .replace(/\n/g, '%0A')
    .replace(/\r/g, '%0D')
    .replace(/\.(?=(jpe?g|png|bmp|ppm|tiff).*\.\1$)/gis, '%2E')

/** Darknet knows few endings, none of them in mixed case; it decodes a picture by its bytes. */
function asDarknetLooksFor(name: string): string {
  const [whole = '', ending = ''] = /\.([^./]*)$/.exec(name) ?? []
  const stem = name.slice(0, name.length - whole.length)
  if (/^(jpe|jfif)$/i.test(ending)) return `${stem}.jpg`
  if (/^tif$/i.test(ending)) return `${stem}.tiff`
  const isMixed = ending !== ending.toLowerCase() && ending !== ending.toUpperCase()
  return isMixed ? `${stem}.${ending.toLowerCase()}` : name
}

/** The parts that there are, and which stand in where a trainer asks for one that there is not. */
function partsOf({ images }: LabelSet) {
  const used = PARTS.filter((part) => images.some((image) => partOf(image) === part))
  const [any = 'train'] = used
  const standIn = (part: Part) => (used.includes(part) ? part : any)
  const missing = (['train', 'val'] as const).find((part) => standIn(part) !== part)
  return { used, train: standIn('train'), val: standIn('val'), missing }
}

function* writeYolo(set: LabelSet): Iterable<LabelFile> {
  const { used, train, val, missing } = partsOf(set)
  // No `path`: Ultralytics then goes by the file's own folder, and by the working directory where it is `.`.
  const data = {
    train: `images/${train}`,
    val: `images/${val}`,
    ...(used.includes('test') && { test: 'images/test' }),
    nc: set.classes.length,
    // YOLOv5 refuses keys that are text.
    names: new Map(set.classes.entries()),
  }
  const settings = stringify(data, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  })
  yield { path: 'data.yaml', content: `${standInWords(missing, train, val, 'Ultralytics')}${settings}` }
  yield* labelFiles(set, (image) => yoloWriter.placeOf(image).replace('images/', 'labels/'))
}

function* writeDarknet(set: LabelSet): Iterable<LabelFile> {
  const { used, train, val, missing } = partsOf(set)
  yield {
    path: 'obj.data',
    content: `${standInWords(missing, train, val, 'Darknet')}classes = ${set.classes.length}\ntrain = ${train}.txt\nvalid = ${val}.txt\nnames = obj.names\nbackup = backup/\n`,
  }
  yield {
    path: 'obj.names',
    content: set.classes.map((name) => `${name.replace(/\s*[\r\n]+\s*/g, ' ')}\n`).join(''),
  }
  for (const part of used) {
    const places = set.images.filter((image) => partOf(image) === part).map(darknetWriter.placeOf)
    yield { path: `${part}.txt`, content: places.map((place) => `${place}\n`).join('') }
  }
  yield* labelFiles(set, darknetWriter.placeOf)
}

function standInWords(missing: Part | undefined, train: Part, val: Part, reader: string): string {
  if (missing === undefined) return ''
  const standIn = missing === 'train' ? train : val
  const warning = missing === 'val' && standIn === 'train' ? ', so its figures will be too good' : ''
  return `# No picture is in ${missing}, which ${reader} asks for: those of ${standIn} stand in${warning}.\n`
}

function* labelFiles({ classes, images }: LabelSet, placeOf: FormatWriter['placeOf']): Iterable<LabelFile> {
  const numbers = new Map(classes.map((name, index) => [name, index]))
  for (const image of images)
    if (image.isLabelled)
      yield { path: placeOf(image).replace(/(\.[^./]*)?$/, '.txt'), content: linesOf(image, numbers) }
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
