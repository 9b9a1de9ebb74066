import { autoDepth, type DepthRule } from '../../../shared/images/depthWindow'
import { StudioError } from '../../../shared/result'
import { decodeImage } from '../../images/decode'
import type { PictureDecoder } from './pictureCache'

/** Pictures as the network gets them: stretched to a size, 16 bits through a window. Throws what is wrong with a file. */
export function pictureDecoder(depth: DepthRule = autoDepth): PictureDecoder {
  return async (file, width, height) => {
    const decoded = await decodeImage(file, { width, height, fit: 'stretch', depth })
    if (!decoded.ok) throw new StudioError(decoded.error.code, decoded.error.message, decoded.error.hint)
    return decoded.value.data
  }
}
