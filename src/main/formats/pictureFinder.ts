import { basename, posix } from 'node:path'
import { type LibraryScan, scanLibrary } from '../images/libraryScan'

export interface FoundPicture {
  root: string
  relativePath: string
  /** How the name led here; anything but `exact` is worth a word to the person. */
  how: 'exact' | 'unicode form' | 'letter case' | 'base name' | 'extension'
}

export type Found = FoundPicture | { problem: 'missing' | 'ambiguous' | 'outside' }

/** A picture inside a granted folder. */
export interface Entry {
  root: string
  relativePath: string
}

type Fold = (text: string) => string
const asWritten: Fold = (text) => text
const unicodeForm: Fold = (text) => text.normalize('NFC')
const letterCase: Fold = (text) => text.normalize('NFC').toLowerCase()

const withoutExtension = (path: string) => path.slice(0, path.length - posix.extname(path).length)

/**
 * Finds the picture that a label file means. It knows only what a scan found inside the granted folders, so no name,
 * however it is written, leads anywhere else.
 */
export class PictureFinder {
  private readonly indexes = new Map<string, Map<string, Entry[]>>()

  constructor(
    private readonly entries: readonly Entry[],
    /** What the scan passed over and is worth a word. */
    readonly passedOver: LibraryScan['passedOver'] = [],
  ) {}

  /** Lists the pictures of the folders (hidden ones too: a label file may name them). */
  static async open(
    roots: readonly string[],
    skip?: (relativePath: string) => boolean,
  ): Promise<PictureFinder> {
    const entries: Entry[] = []
    const passedOver: LibraryScan['passedOver'] = []
    for (const folder of roots) {
      const scan = await scanLibrary(folder, { includeHidden: true, namesOnly: true, ...(skip && { skip }) })
      for (const { relativePath } of scan.files) entries.push({ root: scan.root, relativePath })
      passedOver.push(...scan.passedOver)
    }
    return new PictureFinder(entries, passedOver)
  }

  get numPictures(): number {
    return this.entries.length
  }

  /** The pictures that a folder import takes: all but the hidden ones. */
  visible(): readonly Entry[] {
    return this.entries.filter(({ relativePath }) => !/(^|\/)\./.test(relativePath))
  }

  /**
   * @param name as the label file writes it: with folders, backslashes, a drive of another machine, or no extension
   * @param near the label file's own path below its folder: tells equal names in several folders apart
   */
  find(name: string, near = ''): Found {
    if (name.includes('\0') || /^[a-z][a-z0-9+.-]+:\/\//i.test(name)) return { problem: 'outside' }
    const wanted = name.replaceAll('\\', '/')
    const isForeign = wanted.startsWith('/') || /^[a-z]:/i.test(wanted)
    const path = posix.normalize(wanted).replace(/^(\.\.\/)+/, '')
    const leaves = isForeign || path !== posix.normalize(wanted)
    // A name with a backslash in it is legal on Linux; then it is meant as it stands.
    const found =
      (name !== wanted && this.bySuffix(name, asWritten, near)) ||
      (!isForeign && this.byPath(path, near)) ||
      this.byName(path, near)
    if (found && !('problem' in found))
      return leaves && found.how === 'exact' ? { ...found, how: 'base name' } : found
    if (leaves && !found) return this.fromParent(wanted, near) ?? { problem: 'outside' }
    return found || { problem: 'missing' }
  }

  /**
   * The picture whose label file is called like it, whatever the ending of either.
   * @param stem path of the label file without its ending, as far as folders are known
   */
  findStem(stem: string, near: string): Found {
    return this.endingIn(stem, near) ?? this.endingIn(posix.basename(stem), near) ?? { problem: 'missing' }
  }

  /** `../images/a.jpg` as label folders write it: the folder above is inside what was granted. */
  private fromParent(wanted: string, near: string): Found | undefined {
    const path = posix.join(posix.dirname(near), wanted)
    return path.startsWith('..') ? undefined : this.bySuffix(path, asWritten, near)
  }

  private byPath(path: string, near: string): Found | undefined {
    return (
      this.bySuffix(path, asWritten, near) ??
      this.bySuffix(path, unicodeForm, near) ??
      this.bySuffix(path, letterCase, near) ??
      this.byStem(path, near)
    )
  }

  /** Pictures whose path is `path` or ends with it. */
  private bySuffix(path: string, fold: Fold, near: string): Found | undefined {
    const ending = `/${fold(path)}`
    const fits = this.named(basename(path), fold).filter((entry) =>
      `/${fold(entry.relativePath)}`.endsWith(ending),
    )
    const how = fold === asWritten ? 'exact' : fold === unicodeForm ? 'unicode form' : 'letter case'
    return choose(fits, near, how)
  }

  /** The same name with another extension, or, where the name has none, with any. */
  private byStem(path: string, near: string): Found | undefined {
    const hasExtension = posix.extname(path) !== ''
    const found = this.endingIn(hasExtension ? withoutExtension(path) : path, near)
    return found !== undefined && 'how' in found && hasExtension ? { ...found, how: 'extension' } : found
  }

  private endingIn(stem: string, near: string): Found | undefined {
    const ending = `/${letterCase(stem)}`
    const fits = this.stemmed(posix.basename(stem)).filter((entry) =>
      `/${letterCase(withoutExtension(entry.relativePath))}`.endsWith(ending),
    )
    return choose(fits, near, 'exact')
  }

  /** The last part of the name alone. */
  private byName(path: string, near: string): Found | undefined {
    const base = posix.basename(path)
    return base === path ? undefined : choose(this.named(base, letterCase), near, 'base name')
  }

  private named(base: string, fold: Fold): readonly Entry[] {
    return this.index(`name ${fold.name}`, (path) => fold(posix.basename(path))).get(fold(base)) ?? []
  }

  private stemmed(base: string): readonly Entry[] {
    const key = (path: string) => letterCase(withoutExtension(posix.basename(path)))
    return this.index('stem', key).get(letterCase(base)) ?? []
  }

  private index(name: string, key: (relativePath: string) => string): Map<string, Entry[]> {
    let index = this.indexes.get(name)
    if (!index) {
      index = new Map()
      for (const entry of this.entries) {
        const at = key(entry.relativePath)
        const entries = index.get(at)
        if (entries) entries.push(entry)
        else index.set(at, [entry])
      }
      this.indexes.set(name, index)
    }
    return index
  }
}

/** One of the fitting pictures if there is a reason to prefer it: its place, seen from the label file. */
function choose(fits: readonly Entry[], near: string, how: FoundPicture['how']): Found | undefined {
  if (fits.length === 0) return undefined
  const [first] = fits
  if (fits.length === 1 && first) return { ...first, how }
  const scores = fits.map((entry) => closeness(entry.relativePath, near))
  const best = Math.max(...scores)
  const nearest = fits.filter((_, i) => scores[i] === best)
  const [only] = nearest
  return nearest.length === 1 && only
    ? { root: only.root, relativePath: only.relativePath, how }
    : { problem: 'ambiguous' }
}

/**
 * How well a picture's folder fits the label file: shared folders count, and so does a folder that is named like
 * the file's last word (`instances_train.json` and `images/train`). A picture beside the file comes first.
 */
function closeness(picture: string, near: string): number {
  const folders = posix.dirname(picture).toLowerCase().split('/')
  const nearFolders = posix.dirname(near).toLowerCase().split('/')
  if (posix.dirname(picture) === posix.dirname(near)) return near === '' ? 0 : 3
  const word = /[^_.-]*$/.exec(withoutExtension(posix.basename(near)).toLowerCase())?.[0] ?? ''
  const named = word !== '' && folders.includes(word) ? 2 : 0
  const shared = nearFolders.some((folder) => folder !== '.' && folders.includes(folder)) ? 1 : 0
  return named + shared
}
