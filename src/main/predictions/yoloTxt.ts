import { lstat } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { readClassNames } from '../formats/classNames'
import { toNumber } from '../formats/json'
import { Notes } from '../formats/notes'
import { invalid, readText } from '../formats/readText'
import {
  type ForeignDetection,
  type ForeignPicture,
  MissingPieceError,
  type PredictionReader,
  type PredictionSource,
} from './types'

/** Files with the names of classes, by what YOLO tools call them. */
const CLASS_FILES = /(^|\/)(classes\.txt|obj\.names|[^/]*\.ya?ml)$/i
/** Text files that lie beside labels and are none. */
const OTHER_TEXTS = /(^|\/)(classes|train|val|valid|test|readme|requirements)\.txt$/i
/** Rounding may put a side a little past the edge; more than this is no share of a picture. */
const SHARE_SLACK = 0.02

/** A folder of `class cx cy width height score`, one text file a picture, all in shares of the picture's sides. */
export const yoloTxt: PredictionReader = {
  name: 'yolo',
  label: 'YOLO text files',
  detect: async (source) => source.kind === 'folder' && labelFilesOf(source).length > 0,
  async read(source, options) {
    const names = await classNamesOf(source, options.classes)
    const pictures: ForeignPicture[] = []
    for (const file of labelFilesOf(source)) {
      // A picture that was looked at without finding anything leaves an empty file with some tools.
      const text = await readText(join(source.path, file), file, { allowEmpty: true })
      const detections = text
        .split(/\r?\n/)
        .flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, file, i + 1, names)]))
      pictures.push({ name: pictureNameOf(file), declared: null, detections })
    }
    return {
      format: yoloTxt.label,
      classes: [...names].sort(([a], [b]) => a - b).map(([, name]) => name),
      pictures,
      isComplete: false,
      rejected: new Notes(),
    }
  },
}

function labelFilesOf({ files }: PredictionSource): string[] {
  return files.filter((file) => /\.txt$/i.test(file) && !OTHER_TEXTS.test(file))
}

/**
 * Tools write `labels/train/a.v1.txt` for `images/train/a.v1.jpg`. The ending is a guess that any other may stand for;
 * without one, `.v1` would be taken for it.
 */
function pictureNameOf(file: string): string {
  const folders = posix
    .dirname(file)
    .split('/')
    .filter((part) => part !== 'labels')
  return posix.join(...folders, posix.basename(file).replace(/\.txt$/i, '.jpg'))
}

async function classNamesOf(
  source: PredictionSource,
  given: string | undefined,
): Promise<Map<number, string>> {
  if (given !== undefined) return readClassNames(given)
  const [own] = source.files.filter((file) => CLASS_FILES.test(file))
  if (own !== undefined) return readClassNames(join(source.path, own))
  for (const name of ['data.yaml', 'classes.txt', 'obj.names']) {
    const beside = join(dirname(source.path), name)
    // A link there may lead anywhere: the folder was given, not what it points at.
    if ((await lstat(beside).catch(() => null))?.isFile()) return readClassNames(beside)
  }
  throw new MissingPieceError(
    'classes',
    'The text files name their classes by number, and no list of the classes lies with them.',
    'Give data.yaml or classes.txt of the data set that the detector was trained on.',
  )
}

function readLine(
  line: string,
  file: string,
  number: number,
  names: ReadonlyMap<number, string>,
): ForeignDetection {
  const where = `line ${number}`
  const fields = line.trim().split(/\s+/)
  const values = fields.map(toNumber)
  if (values.some((value) => value === undefined)) throw invalid(file, `${where} holds what is not a number.`)
  if (values.length === 5) {
    throw invalid(
      file,
      `${where} has no score: these are labels, not predictions.`,
      'Let the detector save its scores too (save_conf=True), or import the folder as labels.',
    )
  }
  if (values.length !== 6) {
    throw invalid(
      file,
      `${where} has ${values.length} numbers instead of six.`,
      'A line is: class cx cy width height score.',
    )
  }
  const [index, cx, cy, width, height, score] = values as [number, number, number, number, number, number]
  const className = names.get(index)
  if (className === undefined) {
    throw new MissingPieceError(
      'classes',
      `${file} ${where} has class ${index}, which the list of classes does not have.`,
      'Give the list of the classes that the detector was trained on, counted from 0.',
    )
  }
  if (score < 0 || score > 1) throw invalid(file, `${where} has a score of ${score}; scores are from 0 to 1.`)
  const sides = [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2]
  if (sides.some((side) => side < -SHARE_SLACK || side > 1 + SHARE_SLACK)) {
    throw invalid(
      file,
      `${where} leaves the picture: these are no shares of its sides.`,
      'YOLO boxes are normalised: 0 to 1 over width and height.',
    )
  }
  return {
    className,
    score,
    xywh: [cx - width / 2, cy - height / 2, width, height],
    unit: 'share',
    where: `${file} ${where}`,
  }
}
