import { undecodable } from '../decode'
import type { ImageInfo, ImageResult } from '../types'
import { cutTiles } from './cutTiles'
import type { HugeAnswer, HugeOrder } from './orders'
import { type Pixels, readShrunk } from './streamed'

/** Does what a thread of huge pictures is started for. */
export async function carryOut(order: HugeOrder, say: (answer: HugeAnswer) => void): Promise<void> {
  if (order.kind === 'first') say({ first: await readFirst(order.path, order.info) })
  else say({ tiles: await cutTiles(order.path, order.folder, (row) => say({ row })) })
}

async function readFirst(path: string, info: ImageInfo): Promise<ImageResult<Pixels>> {
  try {
    return { ok: true, value: await readShrunk(path, info) }
  } catch (cause) {
    return undecodable(info, cause)
  }
}
