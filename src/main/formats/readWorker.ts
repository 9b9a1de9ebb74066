import { parentPort } from 'node:worker_threads'
import { type ReadPicture, readPicture } from './readPicture'
import type { ReadAnswer, ReadQuestion } from './readThread'

const port = parentPort
if (port === null) throw new Error('this reads pictures on a thread of its own')

port.on('message', ({ space, paths }: ReadQuestion) => {
  const bytes = new Uint8Array(space)
  let end = 0
  const read = paths.map((path): ReadPicture | undefined => {
    const picture = readPicture(path, bytes, end)
    end += picture?.size ?? 0
    return picture
  })
  port.postMessage({ space, read } satisfies ReadAnswer, [space])
})
