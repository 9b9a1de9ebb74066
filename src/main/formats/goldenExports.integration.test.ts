import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { filesOf } from './testing/filesOf'
import { goldenSet } from './testing/goldenSet'

/** Written by the studio; what the real readers made of them stands in seen.json (see the README there). */
const golden = resolve(import.meta.dirname, '../../../fixtures/label-exports')
const seen: Record<string, Record<string, [string, number, number, number, number][]>> = JSON.parse(
  readFileSync(join(golden, 'seen.json'), 'utf8'),
)

it.each(['coco', 'voc', 'tfrecord'])(
  '%s: files are byte for byte those that the real reader was given',
  (format) => {
    const files = filesOf(format, goldenSet)
    expect(files.length).toBeGreaterThan(0)
    for (const { path, bytes } of files)
      expect(bytes.equals(readFileSync(join(golden, format, path))), `${format}/${path}`).toBe(true)
  },
)

it.each(Object.keys(seen))('%s saw every picture and every box', (reader) => {
  const pictures = seen[reader]
  const names = goldenSet.images.map(({ name }) => name.split('/').at(-1)).sort()
  expect(Object.keys(pictures).sort()).toEqual(names)
  for (const { name, boxes } of goldenSet.images) {
    const read = pictures[name.split('/').at(-1) as string]
    expect(read.map(([className]) => className)).toEqual(boxes.map(({ className }) => className))
    for (const [i, { x1, y1, x2, y2 }] of boxes.entries())
      for (const [at, value] of [x1, y1, x2, y2].entries()) expect(read[i][at + 1]).toBeCloseTo(value, 2)
  }
})
