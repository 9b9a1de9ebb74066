import { undecodable } from '../decode'
import { probeImage, readImageFile } from '../probe'
import { type ImageResult, refuse } from '../types'
import { isStreamed, type Pixels, readShrunk } from './streamed'

/** The first sight of a picture that is read some rows at a time; others are refused. */
export async function readFirst(path: string): Promise<ImageResult<Pixels>> {
  const file = await readImageFile(path)
  if (!file.ok) return file
  const probed = probeImage(file.value)
  if (!probed.ok) return probed
  if (!isStreamed(probed.value)) return refuse('image-unsupported', 'It has to be decoded whole.')
  try {
    return { ok: true, value: await readShrunk(path, probed.value) }
  } catch (cause) {
    return undecodable(probed.value, cause)
  }
}
