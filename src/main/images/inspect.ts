import { stat } from 'node:fs/promises'
import type { ErrorInfo } from '../../shared/result'
import { decodeImage } from './decode'
import { hashBytes } from './hash'
import { jpegLacksEnd } from './headers/jpeg'
import { pngDamage } from './headers/png'
import { tiffDamage } from './headers/tiff'
import { probeImage, readImageFile } from './probe'
import { type ImageInfo, type Orientation, refuse } from './types'

/** What is stored about a picture when it comes in. */
export interface Inspection {
  /** Displayed size in px; 0 x 0 where the header could not be read. */
  width: number
  height: number
  /** EXIF orientation that was applied to get there. */
  orientation: Orientation
  fileBytes: number
  /** SHA-256, empty where the file could not be read. */
  contentHash: string
  /** When the file was last written, in ms since 1970; null where it cannot be told. */
  modifiedAt: number | null
  /** Pages of a TIFF that has more than the one that is used. */
  numPages?: number
  /** Why the picture cannot be shown and trained on, null where it can. */
  problem: ErrorInfo | null
}

const NO_SIZE = { width: 0, height: 0, orientation: 1 } as const

/** Reads a picture once: header, limits, content hash, and whether the file is whole. Never throws. */
export async function inspectImage(path: string): Promise<Inspection> {
  const file = await readImageFile(path)
  if (!file.ok) return { ...NO_SIZE, fileBytes: 0, contentHash: '', modifiedAt: null, problem: file.error }
  return inspectBytes(file.value, await modificationTime(path))
}

/** The same for a file that has been read whole, and perhaps hashed. */
export async function inspectBytes(
  bytes: Uint8Array,
  modifiedAt: number | null,
  contentHash = hashBytes(bytes),
): Promise<Inspection> {
  const facts = { fileBytes: bytes.byteLength, contentHash, modifiedAt }
  const probed = probeImage(bytes)
  if (!probed.ok) return { ...NO_SIZE, ...facts, problem: probed.error }
  const { width, height, orientation, numPages = 1 } = probed.value
  const damage = await findDamage(bytes, probed.value)
  const hint = 'Fetch the file again, or leave it out.'
  const problem =
    damage === null ? null : refuse('image-unreadable', `The picture is damaged: ${damage}.`, hint).error
  return { width, height, orientation, ...facts, ...(numPages > 1 && { numPages }), problem }
}

async function modificationTime(path: string): Promise<number | null> {
  try {
    return Math.round((await stat(path)).mtimeMs)
  } catch {
    return null
  }
}

/** Damage that decoders pass over in silence (half a JPEG) or that only shows when the picture is opened (PNG, TIFF). */
async function findDamage(bytes: Uint8Array, info: ImageInfo): Promise<string | null> {
  if (info.format === 'png') return pngDamage(bytes)
  if (info.format === 'tiff') return tiffDamage(bytes)
  if (info.format !== 'jpeg' || !jpegLacksEnd(bytes)) return null
  return (await endsInOneColour(bytes, info)) ? 'it is cut off, its lower part is missing' : null
}

/** Rows of one block of a JPEG: what is missing is filled in whole blocks. */
const BLOCK_ROWS = 8

async function endsInOneColour(bytes: Uint8Array, info: ImageInfo): Promise<boolean> {
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) return true
  const { data, width, height } = decoded.value
  const [x1, y1, x2, y2] = lastStoredRows(info, width, height)
  const at = (x: number, y: number) => 3 * (y * width + x)
  const first = at(x1, y1)
  for (let y = y1; y < y2; y++)
    for (let x = x1; x < x2; x++)
      for (let channel = 0; channel < 3; channel++)
        if (data[at(x, y) + channel] !== data[first + channel]) return false
  return true
}

/** Where the last stored rows are once the picture is upright. */
function lastStoredRows(info: ImageInfo, width: number, height: number): [number, number, number, number] {
  const across = Math.min(BLOCK_ROWS, width)
  const down = Math.min(BLOCK_ROWS, height)
  switch (info.orientation) {
    case 1:
    case 2:
      return [0, height - down, width, height]
    case 3:
    case 4:
      return [0, 0, width, down]
    case 5:
    case 8:
      return [width - across, 0, width, height]
    case 6:
    case 7:
      return [0, 0, across, height]
  }
}
