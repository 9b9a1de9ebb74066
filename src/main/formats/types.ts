import type { ImportNote } from '../../shared/project/schema'
import type { PictureFinder } from './pictureFinder'

/** A box as it goes into the project: clipped to its picture, at least one px wide and high. */
export interface ImportBox {
  className: string
  x1: number
  y1: number
  x2: number
  y2: number
  difficult?: boolean
  crowd?: boolean
  truncated?: boolean
  occluded?: boolean
}

export interface ImportImage {
  /** Absolute path. */
  path: string
  /** The chosen folder it was found in, and the posix path below that. */
  root: string
  relativePath: string
  /** Displayed size in px. */
  width: number
  height: number
  fileBytes: number
  contentHash: string
  /** When the file was last written, in ms since 1970; null: not known. */
  modifiedAt: number | null
  boxes: ImportBox[]
  /** The source labels this picture and says that there is nothing on it. */
  reviewedEmpty?: boolean
}

/** What a source amounts to, whatever its format; nothing has been written yet. */
export interface ImportPlan {
  /** Name of the format it was read as. */
  format: string
  images: ImportImage[]
  /** Every class of the source, in its order, those without boxes included. */
  classes: string[]
  /** Taken in after a change. */
  repaired: ImportNote[]
  /** Left out. */
  rejected: ImportNote[]
}

export interface ReadOptions {
  /** Folder of the pictures where it is not the source's own (`--images DIR`). */
  imagesFolder?: string
  /** Folders of the source (posix paths below it) that are not looked into, such as a project's own. */
  skip?: (relativePath: string) => boolean
  signal?: AbortSignal
  /** Called after each picture that was looked at. */
  onProgress?: (done: number, total: number) => void
}

/** A chosen file or folder with what is in it. */
export interface ImportSource {
  kind: 'file' | 'folder'
  /** The chosen folder, or the folder of the chosen file; absolute, links resolved. */
  folder: string
  /** Label files (posix paths below `folder`), in natural order; the chosen file alone where it is one. */
  labelFiles: string[]
  /** The pictures that label files may mean. */
  finder: PictureFinder
}

/** One format: a file beside this one and a line in the registry. */
export interface FormatReader {
  name: string
  /** As the person reads it. */
  label: string
  /** How sure it is that the source is of this format: 0 no, 1 certain. */
  detect(source: ImportSource): Promise<number>
  /** Throws StudioError (`format-invalid`) where the source as a whole cannot be read. */
  read(source: ImportSource, options: ReadOptions): Promise<ImportPlan>
}
