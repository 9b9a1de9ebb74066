import type { MissingPiece } from '../../shared/predictions/schema'
import { StudioError } from '../../shared/result'
import type { Notes } from '../formats/notes'

/** A detection as another detector wrote it. */
export interface ForeignDetection {
  className: string
  score: number
  /** x, y, width, height from the top left corner; in px, or in shares of the picture's sides. */
  xywh: readonly [number, number, number, number]
  unit: 'px' | 'share'
  /** For messages. */
  where: string
}

export interface ForeignPicture {
  /** As the source writes it: a file name with or without folders, or without an ending. */
  name: string
  /** Displayed size where the source states it. */
  declared: { width: number; height: number } | null
  detections: ForeignDetection[]
}

/** A source of predictions, read but not yet brought together with a project. */
export interface ForeignPredictions {
  format: string
  /** In the order of the source. */
  classes: string[]
  pictures: ForeignPicture[]
  /** The source lists every picture it looked at; else a picture without detections may just not be named. */
  isComplete: boolean
  /** Left out. */
  rejected: Notes
}

export interface PredictionSource {
  kind: 'file' | 'folder'
  /** Absolute, links resolved. */
  path: string
  /** Text files of a folder, posix paths below it, in natural order; the file itself where it is one. */
  files: string[]
}

export interface PredictionOptions {
  /** COCO file with the images and categories that the ids mean. */
  groundTruth?: string
  /** File with class names: one a line, or `names` in YAML. */
  classes?: string
}

/** One format: a file beside this one and a line in the registry. */
export interface PredictionReader {
  name: string
  /** As the person reads it. */
  label: string
  detect(source: PredictionSource): Promise<boolean>
  /** Throws `format-invalid`, and MissingPieceError where another file is needed to understand it. */
  read(source: PredictionSource, options: PredictionOptions): Promise<ForeignPredictions>
}

/** The predictions cannot be understood without another file. */
export class MissingPieceError extends StudioError {
  constructor(
    readonly piece: MissingPiece,
    message: string,
    hint: string,
  ) {
    super('format-invalid', message, hint)
  }
}
