import type { DEEP_TYPE } from '../../shared/images/deepPicture'
import type { ErrorCode, ErrorInfo, Reply } from '../../shared/result'

/** Picture formats the studio opens. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'bmp' | 'tiff' | 'gif'

/** EXIF orientation: 1 is upright, 5 to 8 swap width and height when displayed. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** What a picture's header says, before any limit is applied; sizes in px as stored. */
export interface ImageHeader {
  format: ImageFormat
  storedWidth: number
  storedHeight: number
  orientation: Orientation
  /** Bits of one sample: 1, 2, 4, 8 or 16. */
  bitDepth: number
  hasAlpha: boolean
  /** More than one frame; only the first is used. */
  animated: boolean
  /** Pages of a TIFF, those that are smaller copies of others left out. */
  numPages?: number
  /** Inks instead of light: four channels that must be turned into RGB. */
  cmyk: boolean
}

/** A header within the limits, with the size the picture has once it is upright. */
export interface ImageInfo extends ImageHeader {
  width: number
  height: number
  fileBytes: number
}

/** A value, or a typed refusal with one of the image codes: pictures never throw through the studio. */
export type ImageResult<T> = Reply<T>

type ImageErrorCode = Extract<ErrorCode, `image-${string}`>

/** The refusing kind of result. */
export function refuse(
  code: ImageErrorCode,
  message: string,
  hint?: string,
): { ok: false; error: ErrorInfo } {
  return { ok: false, error: hint === undefined ? { code, message } : { code, message, hint } }
}

/** Thrown by header readers only; the probe turns it into a typed refusal. */
export class HeaderError extends Error {
  constructor(
    readonly code: 'image-unreadable' | 'image-unsupported' | 'image-too-large',
    message: string,
  ) {
    super(message)
    this.name = 'HeaderError'
  }
}

/** A picture ready for an <img>, or with all its 16 bits for the canvas (shared/images/deepPicture). */
export interface EncodedImage {
  bytes: Uint8Array
  contentType: 'image/jpeg' | 'image/png' | 'image/webp' | typeof DEEP_TYPE
  /** It has fewer pixels than the picture. */
  isReduced?: true
}
