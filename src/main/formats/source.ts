import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { hasPictureExtension, scanLibrary } from '../images/libraryScan'
import { PictureFinder } from './finding/pictureFinder'
import { splitOf } from './finding/pictureFolders'
import type { ImportSource, ReadOptions } from './types'

/** Extensions that label files of any known format have. */
const LABEL_EXTENSIONS = /\.(json|xml|txt|csv|tsv|ya?ml|names|labels|data|vott|tfrecord|record|pbtxt)$/i

/** True for names that a label file of any known format could have. */
export const isLabelFile = (name: string): boolean => LABEL_EXTENSIONS.test(name)

/** Where pictures lie when label files have a folder of their own: beside it, under one of these names. */
const SIBLING_FOLDERS = ['images', 'JPEGImages', 'Images', 'img', 'imgs']

/** A folder that by its name holds labels; pictures in it are masks or previews. */
const LABEL_FOLDER = /^(annotations?|labels?)([^a-z]|$)/i

/**
 * Looks at a chosen file or folder: what label files and pictures are in it.
 * Pictures are looked for in `imagesFolder` where it is given, else in the chosen folder; where that has none, or is a
 * folder of labels by its name, also in the folder beside it that is called `images` or the like.
 * @throws StudioError `not-found`, `folder-unreadable`
 */
export async function openSource(path: string, options: ReadOptions = {}): Promise<ImportSource> {
  const real = await realpath(path).catch(() => undefined)
  const stats = real === undefined ? undefined : await stat(real)
  if (real === undefined || !stats)
    throw new StudioError('not-found', `There is no such file or folder: ${path}`, 'Check the path.')
  if (!stats.isDirectory()) return openFile(real, options)
  const scan = await scanLibrary(real, {
    accept: isLabelFile,
    namesOnly: true,
    ...(options.skip && { skip: options.skip }),
    ...(options.signal && { signal: options.signal }),
  })
  const finder = await openFinder(real, options)
  return {
    kind: 'folder',
    folder: real,
    labelFiles: scan.files.map((file) => file.relativePath),
    finder,
  }
}

/** A folder's label files with pictures that are known already. */
export async function openLabels(folder: string, finder: PictureFinder): Promise<ImportSource> {
  const scan = await scanLibrary(folder, {
    accept: isLabelFile,
    namesOnly: true,
  })
  return {
    kind: 'folder',
    folder: scan.root,
    labelFiles: scan.files.map((file) => file.relativePath),
    finder,
  }
}

async function openFile(path: string, options: ReadOptions): Promise<ImportSource> {
  const folder = dirname(path)
  const name = basename(path)
  const isPicture = !isLabelFile(name) && hasPictureExtension(name)
  const finder = isPicture
    ? new PictureFinder([{ root: folder, relativePath: name }])
    : await openFinder(folder, options)
  return { kind: 'file', folder, labelFiles: isPicture ? [] : [name], finder }
}

async function openFinder(folder: string, { imagesFolder, skip }: ReadOptions): Promise<PictureFinder> {
  if (imagesFolder !== undefined) return PictureFinder.open([imagesFolder])
  const finder = await PictureFinder.open([folder], skip)
  if (finder.numPictures > 0 && !LABEL_FOLDER.test(basename(folder))) return finder
  const name = basename(folder)
  const siblings =
    (await foldersAt(
      SIBLING_FOLDERS.map((each) => join(dirname(folder), each)),
      folder,
    )) ?? (await pathsAbove(folder))
  if (siblings === undefined) return finder
  return PictureFinder.open([...siblings, folder], skip, splitOf(name) === undefined ? '' : name)
}

/** `images/train` for `labels/train`, else `images`. */
async function pathsAbove(folder: string): Promise<string[] | undefined> {
  const labels = dirname(folder)
  if (!LABEL_FOLDER.test(basename(labels))) return undefined
  const beside = SIBLING_FOLDERS.map((each) => join(dirname(labels), each))
  return (
    (await foldersAt(
      beside.map((each) => join(each, basename(folder))),
      folder,
    )) ?? (await foldersAt(beside, folder))
  )
}

/** Those of the paths that are folders; undefined where none is. */
async function foldersAt(paths: readonly string[], folder: string): Promise<string[] | undefined> {
  const folders: string[] = []
  for (const path of paths) {
    const real = await realpath(path).catch(() => undefined)
    const isFolder = real !== undefined && real !== folder && (await stat(real)).isDirectory()
    // A file system that ignores letter case has `images` and `Images` in one.
    if (isFolder && !folders.includes(real)) folders.push(real)
  }
  return folders.length === 0 ? undefined : folders
}
