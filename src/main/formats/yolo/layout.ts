import { readdir } from 'node:fs/promises'
import { dirname, join, posix, resolve } from 'node:path'
import { isInside } from '../../fs/confine'
import { scanLibrary } from '../../images/libraryScan'
import { type NameFileContent, readNameFile } from '../classNames'
import { field } from '../json'
import { readHead } from '../readHead'
import type { ImportSource } from '../types'
import { isTextOfBoxes, namesPicture } from './line'

/** What a folder of YOLO labels consists of; label files and lists as posix paths below the source. */
export interface YoloLayout {
  labels: string[]
  /** Text files that name pictures, one a line (train.txt). */
  lists: string[]
  /** Files with class names, the surest first. */
  names: NameFile[]
  /** Absolute folder outside the source where a chosen data.yaml says that all is. */
  elsewhere?: string
}

export interface NameFile {
  /** Posix path below the source; '' is the source itself, '..' the folder around it. */
  folder: string
  /** As reports name it. */
  name: string
  /** Absolute. */
  path: string
  /** A YAML file that may hold anything. */
  mayBeOther: boolean
}

const NAME_FILES = [
  /^data\.ya?ml$/i,
  /\.ya?ml$/i,
  /\.(names|labels)$/i,
  /^(classes|labels|predefined_classes)\.txt$/i,
]
const ANY_YAML = 1
const OTHER_TEXTS = /(^|\/)(readme[^/]*|requirements|license|notes|labelmap)\.txt$|(^|\/)ImageSets\//i

/** Looks at what lies in a source; a chosen data.yaml or obj.data stands for its folder. */
export async function openYolo(source: ImportSource): Promise<YoloLayout> {
  const [chosen] = source.labelFiles
  const isDescription = source.kind === 'file' && chosen !== undefined && !/\.txt$/i.test(chosen)
  const files = isDescription ? await filesAround(source) : source.labelFiles
  const layout: YoloLayout = { labels: [], lists: [], names: [] }
  let found: RankedNames[] = []
  for (const file of files) {
    const names = asNames(source.folder, file)
    if ((names !== undefined || OTHER_TEXTS.test(file)) && (await isLabelOfItsPicture(source, file)))
      layout.labels.push(file)
    else if (names !== undefined) found.push(names)
    else if (!/\.txt$/i.test(file) || OTHER_TEXTS.test(file)) continue
    else if (isList(await readHead(join(source.folder, file)))) layout.lists.push(file)
    else layout.labels.push(file)
  }
  const own = isDescription ? asNames(source.folder, chosen) : undefined
  if (own !== undefined) {
    found = [{ ...own, mayBeOther: false }]
    keepStatedFolder(layout, source.folder, await statedFolder(own))
  }
  // A folder of labels has its class names beside it or in it; label files alone have them around.
  if (found.length === 0)
    for (const folder of ['', '..']) found.push(...(await namesIn(source.folder, folder)))
  layout.names = found.sort((a, b) => a.rank - b.rank)
  return layout
}

type RankedNames = NameFile & { rank: number }

/** A file as one with class names, if it is called like one. */
function asNames(root: string, file: string): RankedNames | undefined {
  const rank = NAME_FILES.findIndex((pattern) => pattern.test(posix.basename(file)))
  if (rank < 0) return undefined
  const folder = posix.dirname(file)
  return {
    rank,
    folder: folder === '.' ? '' : folder,
    name: file,
    path: join(root, file),
    mayBeOther: rank === ANY_YAML,
  }
}

/** The folder that Ultralytics' `path` leads to, seen from the file. */
async function statedFolder({ path }: NameFile): Promise<string | undefined> {
  const { settings = {} } = await readNameFile(path).catch((): Partial<NameFileContent> => ({}))
  const stated = field(settings, 'path')
  return typeof stated === 'string' && stated.trim() !== ''
    ? resolve(dirname(path), stated.trim())
    : undefined
}

/** Of several data sets in a folder the stated one counts; a path of another machine leaves all as it is. */
function keepStatedFolder(layout: YoloLayout, root: string, stated: string | undefined): void {
  if (stated === undefined || stated === root) return
  if (!isInside(root, stated)) {
    layout.elsewhere = stated
    return
  }
  const isThere = (file: string) => isInside(stated, join(root, file))
  if (!layout.labels.some(isThere)) return
  layout.labels = layout.labels.filter(isThere)
  layout.lists = layout.lists.filter(isThere)
}

async function filesAround(source: ImportSource): Promise<string[]> {
  const scan = await scanLibrary(source.folder, {
    accept: (name) => /\.(txt|ya?ml|names|labels)$/i.test(name),
  })
  const [chosen] = source.labelFiles
  // The chosen description counts, not another one in the same folder.
  const isOther = (file: string) => /\.ya?ml$/i.test(file) && file !== chosen
  return scan.files.map(({ relativePath }) => relativePath).filter((file) => !isOther(file))
}

async function namesIn(root: string, folder: string): Promise<RankedNames[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => {
    const names = asNames(root, posix.join(folder, entry.name))
    // A YAML file beside a label folder may be anything but data.yaml; a link leads out of the folder.
    return !entry.isFile() || names === undefined || names.mayBeOther ? [] : [names]
  })
}

/** Whether a text that by its name is something else has boxes, or nothing, to say of a picture of that name. */
async function isLabelOfItsPicture({ folder, finder }: ImportSource, file: string): Promise<boolean> {
  if (!/\.txt$/i.test(file)) return false
  const found = finder.findStem(file.slice(0, -'.txt'.length), file)
  if ('problem' in found && found.problem === 'missing') return false
  return isTextOfBoxes(await readHead(join(folder, file))) !== 'other'
}

/** Lines that all end like pictures. */
function isList(head: string): boolean {
  const lines = head.split(/\r?\n/, 20).filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every(namesPicture)
}
