import { cutTiles } from './cutTiles'
import type { HugeAnswer, HugeOrder } from './orders'
import { readFirst } from './readFirst'

/** Does what a thread of huge pictures is started for. */
export async function carryOut(order: HugeOrder, say: (answer: HugeAnswer) => void): Promise<void> {
  if (order.kind === 'first') say({ first: await readFirst(order.path) })
  else say({ tiles: await cutTiles(order.path, order.folder, (row) => say({ row })) })
}
