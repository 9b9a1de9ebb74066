import { DEEP_TYPE } from '../../../../shared/images/deepPicture'
import { REDUCED_HEADER } from '../../../../shared/ipc/images'
import { decodeJpeg } from './decodeJpeg'
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
    const type = answer.headers.get('content-type')
    if (type === DEEP_TYPE) return { id, picture: await answer.arrayBuffer() }
    const isWhole = answer.headers.has(REDUCED_HEADER) || type !== 'image/jpeg'
    return {
      id,
      picture: await (isWhole ? createImageBitmap(await answer.blob()) : decodeJpeg(answer, size, eighths)),
    }
  } catch (cause) {
    return { id, picture: null, problem: String(cause) }
  }
}
