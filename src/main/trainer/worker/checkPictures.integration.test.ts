import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { JobImage, TrainerEvent } from '../../../shared/training/protocol'
import { decodeImage } from '../../images/decode'
import { orientedJpeg } from '../../images/testing/pictures'
import { checkPictures } from './checkPictures'

const folder = mkdtempSync(join(tmpdir(), 'focal-check-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function decode(file: string, width: number, height: number) {
  const decoded = await decodeImage(file, { width, height, fit: 'stretch' })
  if (!decoded.ok) throw new Error(decoded.error.message)
  return decoded.value.data
}

it('row 17: pictures that broke since the import are left out and named; where none is left, it is said', async () => {
  const sound = await orientedJpeg(1)
  const files: [string, Uint8Array | null][] = [
    ['sound.jpg', sound],
    ['header only.jpg', sound.subarray(0, 20)],
    ['page.jpg', Buffer.from('<html>')],
    ['empty.jpg', new Uint8Array(0)],
    ['gone.jpg', null],
  ]
  const images = files.map(([name, bytes]): JobImage => {
    if (bytes !== null) writeFileSync(join(folder, name), bytes)
    return { id: name, file: join(folder, name), width: 64, height: 48, split: 'train', boxes: [], marks: [] }
  })
  const told: TrainerEvent[] = []
  const left = await checkPictures(images, decode, (event) => told.push(event))
  expect(left.map(({ id }) => id)).toEqual(['sound.jpg'])
  const note = told.find((event) => event.type === 'note')
  for (const [name] of files.slice(1)) expect(note?.message).toContain(name)
  await expect(checkPictures(images.slice(1), decode, () => {})).rejects.toMatchObject({
    code: 'image-unreadable',
  })
})
