import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { orientedJpeg } from '../../images/testing/pictures'
import type { Orientation } from '../../images/types'
import { readSource } from '../index'
import type { ImportPlan } from '../types'

let folder = ''

/** A fresh source for each test of the file that calls this. */
export function freshSourceFolder() {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'focal-source-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
}

/** Writes a file of the source; what is no text or bytes goes in as JSON. */
export function put(name: string, content: string | Uint8Array | object): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  const isRaw = typeof content === 'string' || content instanceof Uint8Array
  writeFileSync(path, isRaw ? content : JSON.stringify(content))
  return path
}

/** A picture that is shown as 64 x 48 px, stored in one of the eight orientations. */
export async function putPicture(name: string, orientation: Orientation = 1): Promise<void> {
  put(name, Buffer.concat([await orientedJpeg(orientation), Buffer.from(name)]))
}

/** Reads the source, or one file of it, as whatever it is taken for. */
export const readAs = (format = 'auto', file = ''): Promise<ImportPlan> =>
  readSource(join(folder, file), format)

/** Every box as `picture class x1 y1 x2 y2`, to a hundredth of a pixel. */
export const boxLines = ({ images }: ImportPlan): string[] =>
  images.flatMap(({ relativePath, boxes }) =>
    boxes.map(({ className, x1, y1, x2, y2 }) =>
      [relativePath, className, ...[x1, y1, x2, y2].map((value) => Math.round(value * 100) / 100)].join(' '),
    ),
  )

/** What was noted, with how often. */
export const noted = (notes: ImportPlan['repaired']): string[] =>
  notes.map(({ what, count }) => `${what}: ${count}`)
