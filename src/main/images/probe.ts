import { open, stat } from 'node:fs/promises'
import { limits } from '../../shared/limits'
import { toErrorInfo } from '../../shared/result'
import { readBmpHeader } from './headers/bmp'
import { readGifHeader } from './headers/gif'
import { readJpegHeader } from './headers/jpeg'
import { readPngHeader } from './headers/png'
import { readTiffHeader } from './headers/tiff'
import { readWebpHeader } from './headers/webp'
import { sniff } from './sniff'
import {
  HeaderError,
  type ImageFormat,
  type ImageHeader,
  type ImageInfo,
  type ImageResult,
  refuse,
} from './types'

const READERS = {
  jpeg: readJpegHeader,
  png: readPngHeader,
  webp: readWebpHeader,
  bmp: readBmpHeader,
  tiff: readTiffHeader,
  gif: readGifHeader,
} satisfies Record<ImageFormat, (bytes: Uint8Array) => ImageHeader>

const READABLE = 'Save it as JPEG, PNG, WebP, BMP, TIFF or GIF.'
const MEGAPIXEL = 1e6

/**
 * Reads a picture's header in plain TypeScript, before any native decoder sees the bytes, and holds it against
 * the limits. Answers `image-unreadable`, `image-unsupported` or `image-too-large`; never throws.
 */
export function probeImage(bytes: Uint8Array): ImageResult<ImageInfo> {
  if (bytes.byteLength > limits.maxImageFileBytes) return refuseFileSize(bytes.byteLength)
  const sniffed = sniff(bytes)
  if ('unsupported' in sniffed)
    return refuse(
      'image-unsupported',
      `This is ${sniffed.unsupported}, which the studio does not read.`,
      READABLE,
    )
  if ('noPicture' in sniffed)
    return refuse('image-unreadable', `This is ${sniffed.noPicture}.`, 'Put the real picture in its place.')
  try {
    return checkLimits(READERS[sniffed.format](bytes), bytes.byteLength)
  } catch (cause) {
    if (!(cause instanceof HeaderError)) throw cause
    return refuse(
      cause.code,
      `The picture cannot be read: ${cause.message}.`,
      cause.code === 'image-too-large' ? 'Cut it into tiles or scale it down.' : READABLE,
    )
  }
}

/** A file that was read whole, and what its header says. */
export interface ProbedFile {
  bytes: Uint8Array
  info: ImageInfo
}

/** Reads a picture's file and its header; refuses what `readImageFile` and `probeImage` refuse. */
export async function readProbed(path: string): Promise<ImageResult<ProbedFile>> {
  const file = await readImageFile(path)
  if (!file.ok) return file
  const probed = probeImage(file.value)
  return probed.ok ? { ok: true, value: { bytes: file.value, info: probed.value } } : probed
}

/** The whole file, read once, if its size is within the limit. */
export async function readImageFile(path: string): Promise<ImageResult<Uint8Array>> {
  try {
    // Before opening: a pipe or a device would hang there.
    const stats = await stat(path)
    if (!stats.isFile()) return refuse('image-unreadable', 'This is a folder or a device, not a file.')
    if (stats.size > limits.maxImageFileBytes) return refuseFileSize(stats.size)
    return { ok: true, value: await readAtOnce(path, stats.size) }
  } catch (cause) {
    if (toErrorInfo(cause).code === 'io-failed') return { ok: false, error: toErrorInfo(cause) }
    return isMissing(cause)
      ? refuse(
          'image-missing',
          'The picture is not there any more.',
          'Put it back, or remove it from the project.',
        )
      : refuse('image-unreadable', `The picture cannot be opened: ${toErrorInfo(cause).message}.`)
  }
}

/** In one go: `readFile` comes back to this thread every half megabyte, and while a project opens it is busy. */
async function readAtOnce(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const bytes = Buffer.allocUnsafeSlow(size)
    let at = 0
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    return bytes.subarray(0, at)
  } finally {
    await file.close()
  }
}

function checkLimits(header: ImageHeader, fileBytes: number): ImageResult<ImageInfo> {
  const { storedWidth, storedHeight } = header
  if (storedWidth < 1 || storedHeight < 1)
    return refuse('image-unreadable', `Its header says ${storedWidth} x ${storedHeight} px.`)
  if (Math.max(storedWidth, storedHeight) > limits.maxImageSidePx)
    return refuse(
      'image-too-large',
      `The picture has ${storedWidth} x ${storedHeight} px; a side may have ${limits.maxImageSidePx}.`,
      'Cut it into tiles or scale it down.',
    )
  if (storedWidth * storedHeight > limits.maxImagePixels)
    return refuse(
      'image-too-large',
      `The picture has ${Math.round((storedWidth * storedHeight) / MEGAPIXEL)} megapixels; ` +
        `the limit is ${limits.maxImagePixels / MEGAPIXEL}.`,
      'Cut it into tiles or scale it down.',
    )
  const turned = header.orientation >= 5
  return {
    ok: true,
    value: {
      ...header,
      width: turned ? storedHeight : storedWidth,
      height: turned ? storedWidth : storedHeight,
      fileBytes,
    },
  }
}

function refuseFileSize(size: number) {
  const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20)
  return refuse(
    'image-too-large',
    `The file has ${mebibytes(size)} MiB; the limit is ${mebibytes(limits.maxImageFileBytes)}.`,
    'Save the picture with compression, or cut it into tiles.',
  )
}

function isMissing(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
}
