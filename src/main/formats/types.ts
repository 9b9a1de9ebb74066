import type { Split } from '../../shared/annotation/schema'
import type { ImportNote } from '../../shared/project/schema'
import type { Inspection } from '../images/inspect'
import type { PictureFinder } from './finding/pictureFinder'

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
  /** What else the source says of it; names and values as the project holds them. */
  attributes?: [string, string][]
}

/** Where a picture lies: a chosen folder, and the posix path below that. */
export interface PicturePlace {
  root: string
  relativePath: string
}

/** What a picture file says of itself. */
export type PictureFacts = Pick<
  Inspection,
  'width' | 'height' | 'orientation' | 'fileBytes' | 'contentHash' | 'modifiedAt' | 'numPages' | 'problem'
>

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
  /** The part of a split that the source puts it in, said or by the name of a folder or label file. */
  split?: Split
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
  /** How a found picture is looked at; without it by `lookAtPicture`. */
  look?: (place: PicturePlace) => Promise<PictureFacts | null>
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
export interface LabelFormat {
  name: string
  /** As the person reads it. */
  label: string
  /** How sure it is that the source is of this format: 0 no, 1 certain. */
  detect(source: ImportSource): Promise<number>
  /** Throws StudioError (`format-invalid`) where the source as a whole cannot be read. */
  read(source: ImportSource, options: ReadOptions): Promise<ImportPlan>
  /** Only where labels can leave in this format too. */
  write?: FormatWriter
}

/** What a format can say of a box beside its class and corners. */
export type Carried = 'difficult' | 'truncated' | 'occluded' | 'crowd' | 'attributes'

/** A picture on its way out. */
export interface ExportImage {
  /** Posix path that names it in the label files; no two share it, nor differ by extension alone. */
  name: string
  /** Where its file is; null: this machine may not read it. */
  path: string | null
  width: number
  height: number
  boxes: readonly ImportBox[]
  /** False: nobody has said what is on it. */
  isLabelled: boolean
  split: Split | null
}

/** What is written: pictures in natural order, classes in the order of the project. */
export interface LabelSet {
  classes: readonly string[]
  images: readonly ExportImage[]
  /** Pictures go along inside the label files, where the format embeds them. */
  embed: boolean
}

export interface LabelFile {
  /** Posix path below the export's folder. */
  path: string
  /** Parts are made as they are asked for. */
  content: string | Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** The writing side of a format. */
export interface FormatWriter {
  /** What it is for, in a sentence. */
  words: string
  /** Where a copied picture goes (posix path below the export's folder). */
  placeOf(image: ExportImage): string
  /** The name of a picture that goes along, where readers of the format look for another ending; the stem stays. */
  copiedName?(name: string): string
  /** Pictures lie inside the label files instead of beside them. */
  embeds?: boolean
  /** Every label file; one at a time, so that no more than one is held. */
  files(set: LabelSet): Iterable<LabelFile>
  carries: readonly Carried[]
  /** True where classes come back in their order, those without a box included. */
  keepsClasses: boolean
}
