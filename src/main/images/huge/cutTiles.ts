import { TILE_PX } from '../../../shared/images/pyramid'
import { ensureFolder } from '../../fs/fileSystem'
import { type DecodedImage, decodeImage, undecodable } from '../decode'
import { isDeep } from '../deep'
import { readProbed } from '../probe'
import type { ImageResult } from '../types'
import { cutDeepTiles } from './cutDeepTiles'
import { cutBands, type RowOfTiles } from './pyramidOfBands'
import { isStreamed, readBands } from './streamed'

/**
 * Cuts a picture into the tiles of its pyramid in `folder`, as JPEG files, or with all their depth where it has 16 bits. A JPEG
 * or PNG is read some rows at a time (`isStreamed`); others are decoded whole, 3 bytes a pixel.
 */
export async function cutTiles(
  path: string,
  folder: string,
  onRow?: (row: RowOfTiles) => void,
): Promise<ImageResult<null>> {
  const file = await readProbed(path)
  if (!file.ok) return file
  const { bytes, info } = file.value
  if (isDeep(info)) return cutDeepTiles(bytes, info, folder)
  await ensureFolder(folder)
  if (isStreamed(info)) {
    try {
      await cutBands(info, readBands(path, info), folder, onRow)
      return { ok: true, value: null }
    } catch (cause) {
      return undecodable(info, cause)
    }
  }
  const decoded = await decodeImage(bytes)
  if (!decoded.ok) return decoded
  await cutBands(info, bandsOf(decoded.value), folder, onRow)
  return { ok: true, value: null }
}

function* bandsOf({ data, width, height }: DecodedImage): Generator<Uint8Array> {
  for (let top = 0; top < height; top += TILE_PX)
    yield data.subarray(3 * width * top, 3 * width * Math.min(top + TILE_PX, height))
}
