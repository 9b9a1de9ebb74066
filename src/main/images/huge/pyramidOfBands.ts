import { Transformer } from '@napi-rs/image'
import { type PyramidLevel, pyramidLevels, TILE_PX } from '../../../shared/images/pyramid'
import { writeCached } from '../../fs/cachedFolder'
import { tileName } from './tileNames'

const TILE_QUALITY = 90

/** One row of tiles, all of which are there. */
export interface RowOfTiles {
  level: number
  row: number
}

/** A level while it is made: the rows that wait until a row of tiles can be cut. */
interface Level extends PyramidLevel {
  /** RGB, 8 bits: [numWaiting, width, 3], with room for a row of tiles. */
  waiting: Uint8Array
  numWaiting: number
  /** Rows of tiles that are cut. */
  numCut: number
}

/**
 * The tiles of a pyramid, cut while its picture comes from top to bottom: each level holds one row of tiles, and what is cut is
 * halved into the next one; `onRow` hears of each row of tiles. `bands`: RGB rows [TILE_PX or fewer at the end, width, 3].
 */
export async function cutBands(
  { width, height }: { width: number; height: number },
  bands: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  folder: string,
  onRow: (row: RowOfTiles) => void = () => {},
): Promise<void> {
  const levels = pyramidLevels(width, height).map(
    (level): Level => ({ ...level, waiting: new Uint8Array(0), numWaiting: 0, numCut: 0 }),
  )
  const push = async (at: number, rows: Uint8Array): Promise<void> => {
    const level = levels[at]
    if (level === undefined) return
    const numRows = rows.length / (3 * level.width)
    const isLast = level.numCut * TILE_PX + level.numWaiting + numRows >= level.height
    const isWholeRow = level.numWaiting === 0 && (numRows === TILE_PX || isLast)
    if (!isWholeRow) {
      if (level.waiting.length === 0) level.waiting = new Uint8Array(3 * level.width * TILE_PX)
      level.waiting.set(rows, 3 * level.width * level.numWaiting)
    }
    level.numWaiting += numRows
    if (level.numWaiting < TILE_PX && !isLast) return
    const band = isWholeRow ? rows : level.waiting.subarray(0, 3 * level.width * level.numWaiting)
    await cutRow(level, at, band, folder)
    onRow({ level: at, row: level.numCut })
    const half = halve(band, level.width, level.numWaiting)
    level.numCut++
    level.numWaiting = 0
    await push(at + 1, half.data)
  }
  // One band is encoded while the next one is decoded, and no more.
  let encoding = Promise.resolve()
  for await (const band of bands) {
    await encoding
    encoding = push(0, band)
    // Whoever fails first ends it; the other's failure is not news.
    encoding.catch(() => undefined)
  }
  await encoding
}

async function cutRow(
  { width, numWaiting, columns, numCut }: Level,
  level: number,
  band: Uint8Array,
  folder: string,
) {
  const cut = Array.from({ length: columns }, async (_, column) => {
    const tile = tileRgba(band, width, numWaiting, column)
    const bytes = await Transformer.fromRgbaPixels(tile.rgba, tile.width, tile.height).jpeg(TILE_QUALITY)
    await writeCached(folder, tileName(level, column, numCut), bytes)
  })
  await Promise.all(cut)
}

function tileRgba(band: Uint8Array, bandWidth: number, height: number, column: number) {
  const left = column * TILE_PX
  const width = Math.min(TILE_PX, bandWidth - left)
  const rgba = new Uint8Array(4 * width * height).fill(255)
  let to = 0
  for (let y = 0; y < height; y++) {
    let from = 3 * (y * bandWidth + left)
    for (let x = 0; x < width; x++, from += 3, to += 4) {
      rgba[to] = band[from]
      rgba[to + 1] = band[from + 1]
      rgba[to + 2] = band[from + 2]
    }
  }
  return { rgba, width, height }
}

/** Half the size, each pixel the mean of four; at an odd edge the last row or column counts twice. */
export function halve(rgb: Uint8Array, width: number, height: number) {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const data = new Uint8Array(3 * half.width * half.height)
  for (let y = 0, to = 0; y < half.height; y++) {
    const upper = 3 * 2 * y * width
    const lower = 3 * Math.min(2 * y + 1, height - 1) * width
    for (let x = 0; x < half.width; x++) {
      const left = 6 * x
      const right = 3 * Math.min(2 * x + 1, width - 1)
      for (let c = 0; c < 3; c++, to++)
        data[to] =
          (rgb[upper + left + c] +
            rgb[upper + right + c] +
            rgb[lower + left + c] +
            rgb[lower + right + c] +
            2) >>
          2
    }
  }
  return { data, ...half }
}
