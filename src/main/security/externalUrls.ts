import type { z } from 'zod'
import type { ExternalLink } from '../../shared/ipc/app'
import { StudioError } from '../../shared/result'

/**
 * The pages that the studio may open in the browser. Ids come from the page, addresses only from here.
 * @see https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content
 */
const urls: Record<z.infer<typeof ExternalLink>, `https://${string}`> = {
  electron: 'https://www.electronjs.org/',
  onnxruntime: 'https://onnxruntime.ai/docs/',
  focalLossPaper: 'https://arxiv.org/abs/1708.02002',
  ssdPaper: 'https://arxiv.org/abs/1512.02325',
}

/** The address of a link id. Throws `not-found` for anything else. */
export function externalUrl(id: string): string {
  if (!Object.hasOwn(urls, id)) throw new StudioError('not-found', 'there is no such link')
  return urls[id as keyof typeof urls]
}
