import { DEEP_TYPE } from '../../../../shared/images/deepPicture'
import { decodeFile } from './decodeFile'
import type { DecodeAnswer, DecodeOrder } from './orders'

// Fetching and decoding take the page's main thread 15 to 25 ms a picture where they are asked for there.
addEventListener('message', ({ data }: MessageEvent<DecodeOrder>) => {
  void carryOut(data).then((answer) => {
    const { picture } = answer
    self.postMessage(answer, { transfer: picture === null ? [] : [picture] })
  })
})

async function carryOut({ id, url, size, eighths }: DecodeOrder): Promise<DecodeAnswer> {
  try {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`the picture was answered with ${answer.status}`)
    const file = await answer.blob()
    const isDeep = file.type === DEEP_TYPE
    return { id, picture: isDeep ? await file.arrayBuffer() : await decodeFile(file, size, eighths) }
  } catch (cause) {
    return { id, picture: null, problem: String(cause) }
  }
}
