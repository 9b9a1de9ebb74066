import { parentPort } from 'node:worker_threads'
import { lookAtPicture } from './lookAtPicture'
import type { PictureFacts, PicturePlace } from './types'

const port = parentPort
if (port === null) throw new Error('this looks at pictures on a thread of its own')

const NUM_READERS = 2
let last = Promise.resolve()
// One list after the other: answers come in the order of the questions.
port.on('message', (places: PicturePlace[]) => {
  last = last.then(async () => port.postMessage(await lookAtEach(places)))
})

async function lookAtEach(places: readonly PicturePlace[]): Promise<(PictureFacts | null)[]> {
  const seen: (PictureFacts | null)[] = new Array(places.length).fill(null)
  let next = 0
  const reader = async () => {
    for (let at = next++; at < places.length; at = next++)
      seen[at] = await lookAtPicture(places[at] as PicturePlace)
  }
  await Promise.all(Array.from({ length: NUM_READERS }, reader))
  return seen
}
