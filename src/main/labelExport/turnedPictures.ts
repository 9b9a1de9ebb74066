import { open } from 'node:fs/promises'
import type { Notes } from '../formats/notes'
import type { ExportImage, LabelSet } from '../formats/types'
import { probeImage, readProbed } from '../images/probe'

const HEAD_BYTES = 64 * 1024
/** The disk gains from a few. */
const NUM_READERS = 8

/** Boxes are for pictures as they are shown; readers that pass over an EXIF rotation would lay them beside the things. */
export async function noteTurned(set: LabelSet, notes: Notes, signal?: AbortSignal): Promise<void> {
  const isTurned: boolean[] = []
  let next = 0
  const reader = async () => {
    while (next < set.images.length) {
      signal?.throwIfAborted()
      const at = next++
      isTurned[at] = await carriesRotation(set.images[at])
    }
  }
  await Promise.all(Array.from({ length: NUM_READERS }, reader))
  for (const [at, { name }] of set.images.entries())
    if (isTurned[at] === true) notes.add(set.embed ? TURNED : SHOWN, name)
}

const SHOWN = 'picture with an EXIF rotation: boxes are for it as it is shown upright'
const TURNED = 'picture with an EXIF rotation: turned upright in its record'

async function carriesRotation({ path }: ExportImage): Promise<boolean> {
  if (path === null) return false
  const head = await headOf(path)
  if (head === null) return false
  const probed = probeImage(head)
  if (probed.ok) return probed.value.orientation !== 1
  // A header can lie further on, behind a colour profile or at the end of a TIFF.
  const whole = head.length < HEAD_BYTES ? probed : await readProbed(path)
  return whole.ok && 'info' in whole.value && whole.value.info.orientation !== 1
}

async function headOf(path: string): Promise<Uint8Array | null> {
  try {
    const file = await open(path)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    // Whether it must be there is said where it is copied.
    return null
  }
}
