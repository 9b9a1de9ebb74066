import { basename, posix } from 'node:path'
import { hasPictureExtension, type LibraryScan, scanLibrary } from '../../images/libraryScan'
import {
  areNumberedApart,
  areOfOtherSplits,
  areSameParts,
  namesSplit,
  partsFit,
  partsOf,
  sharedParts,
} from './pictureFolders'

export interface FoundPicture {
  root: string
  relativePath: string
  /** How the name led here; anything but `exact` is worth a word to the person. */
  how: 'exact' | 'unicode form' | 'letter case' | 'base name' | 'extension'
  /** The path that was meant, as far as it is known; without it, the picture's own. */
  meant?: string
  /** The label file that names it among others; none where the label file is this one picture's. */
  by?: string
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

const withoutEnding = (path: string) => path.slice(0, path.length - posix.extname(path).length)

/** `cam.0001` has no extension: only those of pictures are. */
const withoutExtension = (path: string) => (hasPictureExtension(path) ? withoutEnding(path) : path)

/** What is looked for. */
interface Wanted {
  /** As the label file writes it, with slashes. */
  path: string
  /** Folders of the path, and those of the label file. */
  parts: readonly string[]
  nearParts: readonly string[]
  near: string
  /** A place on another machine: its folders say less than where the label file is. */
  isForeign: boolean
  /** The label file is called like the picture: it is this one's. */
  isOwn: boolean
}

function wantedOf(path: string, near: string, isForeign = false): Wanted {
  const isOwn = near !== '' && stemOf(path) === stemOf(withoutEnding(near))
  return { path, parts: partsOf(path), nearParts: partsOf(near), near, isForeign, isOwn }
}

const stemOf = (path: string) => letterCase(withoutExtension(posix.basename(path)))

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
    /** The split that the folder of the labels is called after, where the pictures lie beside that folder. */
    private readonly labelsSplit = '',
  ) {}

  /** Lists the pictures of the folders (hidden ones too: a label file may name them). */
  static async open(
    roots: readonly string[],
    skip?: (relativePath: string) => boolean,
    labelsSplit = '',
  ): Promise<PictureFinder> {
    const entries: Entry[] = []
    const passedOver: LibraryScan['passedOver'] = []
    for (const folder of roots) {
      const scan = await scanLibrary(folder, { includeHidden: true, namesOnly: true, ...(skip && { skip }) })
      for (const { relativePath } of scan.files) entries.push({ root: scan.root, relativePath })
      for (const each of scan.passedOver) passedOver.push(each)
    }
    return new PictureFinder(entries, passedOver, labelsSplit)
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
    const place = this.placeOf(near)
    const isAddress = ADDRESS.test(name)
    const written: Found = isAddress ? { problem: 'outside' } : this.findWritten(name, place)
    if (!('problem' in written) || written.problem === 'ambiguous') return written
    const plain = decoded(isAddress ? name.replace(ADDRESS, '/').replace(/[?#].*$/, '') : name)
    if (plain === undefined || plain === name) return written
    const found = this.findWritten(plain, place)
    return 'problem' in found ? found : { ...found, how: 'base name' }
  }

  /**
   * The picture whose label file is called like it, whatever the ending of either.
   * @param stem path of the label file without its ending, as far as folders are known
   */
  findStem(stem: string, near: string): Found {
    const wanted = wantedOf(stem, this.placeOf(near))
    const own = { ...wanted, isOwn: true }
    const base = { ...own, path: posix.basename(stem) }
    const found =
      this.endingIn(own) ??
      this.endingIn(base) ??
      this.choose(this.named(base.path, asWritten), base, 'exact')
    return found ?? { problem: 'missing' }
  }

  private placeOf(near: string): string {
    return near === '' ? '' : posix.join(this.labelsSplit, near)
  }

  private findWritten(name: string, near: string): Found {
    if (name.includes('\0')) return { problem: 'outside' }
    const slashed = name.replaceAll('\\', '/')
    const isForeign = slashed.startsWith('/') || /^[a-z]:\//i.test(slashed)
    const whole = posix.normalize(slashed)
    const path = whole.replace(/^(\.\.\/)+/, '')
    const leaves = isForeign || path !== whole
    const wanted = wantedOf(path, near, isForeign)
    const beside = leaves && !isForeign ? this.fromParent(whole, near) : undefined
    if (beside !== undefined) return beside
    // A name with a backslash in it is legal on Linux; then it is meant as it stands.
    const found =
      (name !== slashed && this.bySuffix(wantedOf(name, near), asWritten)) ||
      (!isForeign && this.byPath(wanted)) ||
      this.byName(wanted)
    if (found && !('problem' in found))
      return leaves && found.how === 'exact' ? { ...found, how: 'base name' } : found
    if (found) return found
    return { problem: leaves ? 'outside' : 'missing' }
  }

  /** `../images/a.jpg` as label folders write it: the folder above is inside what was granted. */
  private fromParent(whole: string, near: string): Found | undefined {
    const path = posix.join(posix.dirname(near), whole)
    return path.startsWith('..') ? undefined : this.bySuffix(wantedOf(path, near), asWritten)
  }

  private byPath(wanted: Wanted): Found | undefined {
    return (
      this.bySuffix(wanted, asWritten) ??
      this.bySuffix(wanted, unicodeForm) ??
      this.bySuffix(wanted, letterCase) ??
      this.byStem(wanted)
    )
  }

  /** Pictures whose path is `path` or ends with it. */
  private bySuffix(wanted: Wanted, fold: Fold): Found | undefined {
    const ending = `/${fold(wanted.path)}`
    const beside = fold === asWritten ? this.at(joined(wanted)) : []
    const fits =
      beside.length === 1
        ? beside
        : this.named(basename(wanted.path), fold).filter((entry) => fold(fullPath(entry)).endsWith(ending))
    const how = fold === asWritten ? 'exact' : fold === unicodeForm ? 'unicode form' : 'letter case'
    return this.choose(fits, wanted, how)
  }

  /** The whole name as a stem, or the same name with another extension. */
  private byStem(wanted: Wanted): Found | undefined {
    const whole = this.endingIn(wanted)
    const stem = withoutExtension(wanted.path)
    if (stem === wanted.path) return whole
    const found = whole ?? this.endingIn({ ...wanted, path: stem })
    return found === undefined || 'problem' in found ? found : { ...found, how: 'extension' }
  }

  /** Exact letter case first: `A.txt` is not the label file of `a.jpg` where there is an `A.jpg`. */
  private endingIn(wanted: Wanted): Found | undefined {
    for (const fold of [asWritten, letterCase]) {
      const ending = `/${fold(wanted.path)}`
      const fits = this.stemmed(posix.basename(wanted.path), fold).filter((entry) =>
        fold(withoutExtension(fullPath(entry))).endsWith(ending),
      )
      const found = this.choose(fits, wanted, 'exact')
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The last part of the name alone. */
  private byName(wanted: Wanted): Found | undefined {
    const base = posix.basename(wanted.path)
    return base === wanted.path ? undefined : this.choose(this.named(base, letterCase), wanted, 'base name')
  }

  /** One of the fitting pictures if there is a reason to prefer it; none that the folders deny. */
  private choose(fits: readonly Entry[], wanted: Wanted, how: FoundPicture['how']): Found | undefined {
    if (fits.length > MOST_ALIKE) return { problem: 'ambiguous' }
    let best = fits.filter((entry) => !isDenied(entry, wanted))
    if (best.length === 0) return undefined
    for (const reason of best.length > 1 ? REASONS : []) {
      const scores = best.map((entry) => reason(entry, wanted))
      const most = Math.max(...scores)
      best = best.filter((_, i) => scores[i] === most)
    }
    const [only] = best
    if (best.length > 1 || only === undefined) return { problem: 'ambiguous' }
    const { root, relativePath } = only
    const isNear = how === 'exact' && !isElsewhere(only, wanted)
    return {
      root,
      relativePath,
      how: how === 'exact' && !isNear ? 'base name' : how,
      meant: meantBy(wanted),
      ...(!wanted.isOwn && { by: wanted.near }),
    }
  }

  /** Pictures of the path, one a root. */
  private at(path: string): readonly Entry[] {
    return this.index('path', (relativePath) => relativePath).get(path) ?? []
  }

  private named(base: string, fold: Fold): readonly Entry[] {
    return this.index(`name ${fold.name}`, (path) => fold(posix.basename(path))).get(fold(base)) ?? []
  }

  private stemmed(base: string, fold: Fold): readonly Entry[] {
    const key = (path: string) => fold(withoutExtension(posix.basename(path)))
    return this.index(`stem ${fold.name}`, key).get(fold(base)) ?? []
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

/** Of more pictures of one name none is chosen by its folders: each label would be held against each of them. */
const MOST_ALIKE = 200

/** An address in a network or of a machine: nothing is fetched, its last part may name a picture. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:\/\/[^/]*\/?/i

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The path from the folder that was granted on, that folder's name included. */
const fullPath = ({ root, relativePath }: Entry) => `/${basename(root)}/${relativePath}`

const joined = ({ path, near }: Wanted) => posix.join(posix.dirname(near), path)

const meantBy = (wanted: Wanted) =>
  wanted.path.includes('/') || wanted.isForeign ? wanted.path : joined(wanted)

/** True where the folders say outright that the label is about another picture: `train/a.txt` and `val/a.jpg`. */
function isDenied(
  { relativePath }: Entry,
  { path, parts, nearParts, near, isForeign, isOwn }: Wanted,
): boolean {
  const isBeside = isOwn && posix.dirname(relativePath) === posix.dirname(near)
  if (relativePath === path || isBeside) return false
  const picture = partsOf(relativePath)
  if (!namesSplit(parts)) return areOfOtherSplits(nearParts, picture)
  const isAffirmed = isForeign && namesSplit(nearParts) && !areOfOtherSplits(nearParts, picture)
  return !isAffirmed && areOfOtherSplits(parts, picture)
}

/** True for a bare name whose label file belongs to other folders than the picture. */
function isElsewhere(entry: Entry, { path, nearParts, near, isOwn }: Wanted): boolean {
  if (path.includes('/')) return false
  const picture = partsOf(entry.relativePath)
  if (isOwn) return !partsFit(nearParts, picture) && !partsFit(nearParts, partsOf(fullPath(entry)))
  return areNumberedApart(nearParts, picture) || areOfOtherSplits([fileWord(near)], picture)
}

/** Why one picture is preferred to another, the weightiest first. */
const REASONS: readonly ((entry: Entry, wanted: Wanted) => number)[] = [
  ({ relativePath }, wanted) => Number(relativePath === joined(wanted)),
  ({ relativePath }, { near, isOwn }) => Number(!isOwn && foldersOf(relativePath).includes(fileWord(near))),
  ({ relativePath }, wanted) => Number(areSameParts(partsOf(joined(wanted)), partsOf(relativePath))),
  ({ relativePath }, { parts }) => sharedParts(parts, partsOf(relativePath)),
  ({ relativePath }, { near }) => closeness(relativePath, near),
  ({ relativePath }, { parts, nearParts, near }) => {
    const picture = partsOf(relativePath)
    const more = picture.slice(0, picture.length - parts.length)
    return Number(more.every((part) => nearParts.includes(part) || part === fileWord(near)))
  },
]

const foldersOf = (path: string) => posix.dirname(path).toLowerCase().split('/')

/** `train` of `instances_train.json`. */
const fileWord = (near: string) =>
  /[^_.-]*$/.exec(withoutEnding(posix.basename(near)).toLowerCase())?.[0] || '-'

/** How well a picture's folder fits the label file: beside it, or with a folder in common. */
function closeness(picture: string, near: string): number {
  if (posix.dirname(picture) === posix.dirname(near)) return near === '' ? 0 : 2
  const folders = foldersOf(picture)
  return Number(foldersOf(near).some((folder) => folder !== '.' && folders.includes(folder)))
}
