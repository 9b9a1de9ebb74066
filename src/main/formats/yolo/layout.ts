import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { scanLibrary } from '../../images/libraryScan'
import { readHead } from '../readHead'
import type { ImportSource } from '../types'
import { namesPicture } from './line'

/** What a folder of YOLO labels consists of; label files and lists as posix paths below the source. */
export interface YoloLayout {
  labels: string[]
  /** Text files that name pictures, one a line (train.txt). */
  lists: string[]
  /** Absolute paths of files with class names, the surest first. */
  names: string[]
}

const NAME_FILES = [/^data\.ya?ml$/i, /\.ya?ml$/i, /\.names$/i, /^(classes|labels|predefined_classes)\.txt$/i]
const OTHER_TEXTS = /^(readme.*|requirements|license|notes|labelmap)\.txt$/i

/** Looks at what lies in a source; a chosen data.yaml or obj.data stands for its folder. */
export async function openYolo(source: ImportSource): Promise<YoloLayout> {
  const [chosen] = source.labelFiles
  const isDescription = source.kind === 'file' && chosen !== undefined && !/\.txt$/i.test(chosen)
  const files = isDescription ? await filesAround(source) : source.labelFiles
  const layout: YoloLayout = { labels: [], lists: [], names: [] }
  const found: { rank: number; path: string }[] = []
  for (const file of files) {
    const rank = NAME_FILES.findIndex((pattern) => pattern.test(basename(file)))
    if (rank >= 0) found.push({ rank, path: join(source.folder, file) })
    else if (!/\.txt$/i.test(file) || OTHER_TEXTS.test(basename(file)) || /(^|\/)ImageSets\//.test(file))
      continue
    else if (isList(await readHead(join(source.folder, file)))) layout.lists.push(file)
    else layout.labels.push(file)
  }
  // A folder of labels has its class names beside it or in it; label files alone have them around.
  if (found.length === 0)
    found.push(...(await namesIn(source.folder)), ...(await namesIn(dirname(source.folder))))
  layout.names = found.sort((a, b) => a.rank - b.rank).map(({ path }) => path)
  return layout
}

async function filesAround(source: ImportSource): Promise<string[]> {
  const scan = await scanLibrary(source.folder, { accept: (name) => /\.(txt|ya?ml|names)$/i.test(name) })
  const [chosen] = source.labelFiles
  // The chosen description counts, not another one in the same folder.
  const isOther = (file: string) => /\.ya?ml$/i.test(file) && file !== chosen
  return scan.files.map(({ relativePath }) => relativePath).filter((file) => !isOther(file))
}

async function namesIn(folder: string): Promise<{ rank: number; path: string }[]> {
  const entries = await readdir(folder).catch((): string[] => [])
  return entries.flatMap((name) => {
    const rank = NAME_FILES.findIndex((pattern) => pattern.test(name))
    // A YAML file beside a label folder may be anything but data.yaml.
    return rank < 0 || rank === 1 ? [] : [{ rank, path: join(folder, name) }]
  })
}

/** Lines that all end like pictures. */
function isList(head: string): boolean {
  const lines = head.split(/\r?\n/, 20).filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every(namesPicture)
}
