import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toErrorInfo } from '../../shared/result'
import { decodeImage } from '../images/decode'
import { inspectImage } from '../images/inspect'
import { readSource } from './index'
import { dataFolder, hasData } from './testing/dataFolder'
import type { ImportPlan } from './types'

type Range = number | [number, number]
interface Entry {
  path: string
  kind: string
  verdict: 'accept' | 'accept_warn' | 'reject' | 'accept_or_reject'
  format?: string
  image_root?: string
  display_size?: [number, number]
  box?: [number, number, number, number]
  expect?: { images?: Range; boxes_kept?: Range; boxes_dropped?: Range; warn?: string[] }
}

/** Entries where the studio deliberately does otherwise, each with its reason. */
const DIFFERENT: ReadonlyMap<string, string> = new Map([
  ['images/broken/corrupt-middle.jpg', 'the decoder passes over the damage in silence, as browsers do'],
])

/** Entries that are taken in right and whole, so that there is nothing to warn of. */
const SILENT: ReadonlyMap<string, string> = new Map([
  ['annotations/coco/odd-ids.json', 'ids are read as text, so none collide'],
  [
    'annotations/voc/filename-differs-from-xml-name.xml',
    'the stated name counts, as in every other file there',
  ],
])

const hasHostile = hasData('hostile.tar.gz', 'hostile-manifest.json')
const manifest: { files: Entry[] } = hasHostile
  ? JSON.parse(readFileSync(join(dataFolder, 'hostile-manifest.json'), 'utf8'))
  : { files: [] }
const entries = manifest.files.filter(({ path }) => !DIFFERENT.has(path))
let base: string
let hostile: string

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'focal-hostile-'))
  if (hasHostile) execFileSync('tar', ['-xzf', join(dataFolder, 'hostile.tar.gz'), '-C', base])
  hostile = existsSync(join(base, 'hostile')) ? join(base, 'hostile') : base
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const within = (value: number, range: Range) => {
  const [low, high] = Array.isArray(range) ? range : [range, range]
  return value >= low && value <= high
}

describe.skipIf(!hasHostile)('row 17: hostile pictures', () => {
  const pictures = entries.filter((entry) => entry.kind === 'image' && !entry.path.endsWith('/'))

  it.each(pictures)('$path: $verdict', { timeout: 30_000 }, async ({ path, verdict, display_size, box }) => {
    const file = join(hostile, path)
    const seen = await inspectImage(file)
    const isHugeOrBroken = path.includes('12000x9000') || seen.problem !== null
    const decoded = isHugeOrBroken ? undefined : await decodeImage(file)
    if (verdict === 'reject') expect(seen.problem?.message).toMatch(/\S/)
    if (verdict === 'accept') expect(seen.problem).toBeNull()
    if (seen.problem) return
    if (display_size) expect([seen.width, seen.height]).toEqual(display_size)
    if (!decoded) return
    if (!decoded.ok) throw new Error(decoded.error.message)
    const { data, width, height } = decoded.value
    expect([width, height, data.length]).toEqual([seen.width, seen.height, 3 * width * height])
    if (!box) return
    // Grey pictures show the red box as dark, so the middle of the box is held against its surroundings.
    const [x, y, w, h] = box
    const at = (px: number, py: number) => [
      ...data.subarray(3 * (py * width + px), 3 * (py * width + px) + 3),
    ]
    const inside = at(Math.floor(x + w / 2), Math.floor(y + h / 2))
    const outside = at(Math.min(width - 1, x + w + 8), Math.floor(y + h / 2))
    expect(Math.max(...inside.map((value, i) => Math.abs(value - (outside[i] as number))))).toBeGreaterThan(
      25,
    )
    if (!/gray|one-bit/.test(path)) expect((inside[0] as number) - (inside[1] as number)).toBeGreaterThan(100)
  })
})

describe.skipIf(!hasHostile)('row 19: hostile label files', () => {
  const labels = entries.filter((entry) => ['coco', 'voc', 'yolo', 'csv'].includes(entry.format ?? ''))

  it.each(labels)('$path: $verdict', { timeout: 30_000 }, async (entry) => {
    const { plan, refusal } = await attempt(entry)
    const numRejected = sum(plan?.rejected)
    const numWarnings = numRejected + sum(plan?.repaired)
    if (entry.verdict === 'reject') expect(plan?.images.length ?? 0).toBe(0)
    if (entry.verdict === 'accept') expect([refusal, plan?.rejected]).toEqual([undefined, []])
    if (entry.verdict === 'accept_warn' && !SILENT.has(entry.path)) expect(numWarnings).toBeGreaterThan(0)
    if (refusal !== undefined) {
      // A refusal names the file.
      expect(refusal).toContain(entry.path.split('/').at(-1))
      return
    }
    const { images, boxes_kept, boxes_dropped } = entry.expect ?? {}
    const numBoxes = plan?.images.reduce((total, image) => total + image.boxes.length, 0) ?? 0
    if (images !== undefined) expect(plan?.images.length).toSatisfy((n: number) => within(n, images))
    if (boxes_kept !== undefined) expect(numBoxes).toSatisfy((n: number) => within(n, boxes_kept))
    if (Array.isArray(boxes_dropped) || boxes_dropped === 0)
      expect(numRejected).toSatisfy((n: number) => within(n, boxes_dropped))
    for (const image of plan?.images ?? [])
      for (const box of image.boxes) {
        expect(box.x1 >= 0 && box.y1 >= 0 && box.x2 <= image.width && box.y2 <= image.height).toBe(true)
        expect(Math.min(box.x2 - box.x1, box.y2 - box.y1)).toBeGreaterThanOrEqual(1)
      }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('turns boxes measured before the EXIF rotation onto the red patch', async () => {
    const entry = labels.find(({ path }) => path.endsWith('exif-stored-coords.json'))
    const { plan } = await attempt(entry as Entry)
    const turned = plan?.images.filter((image) => /orientation-[5678]\.jpg$/.test(image.path)) ?? []
    expect(turned.map((image) => image.boxes[0])).toMatchObject(
      new Array(4).fill({ x1: 40, y1: 30, x2: 120, y2: 80 }),
    )
  })

  it('does not read the host name into a class, and reads a declared encoding right', async () => {
    const classesOf = async (name: string) => {
      const entry = labels.find(({ path }) => path.endsWith(name)) as Entry
      return (await attempt(entry)).plan?.classes
    }
    expect(await classesOf('voc/xxe.xml')).toBeUndefined()
    expect(await classesOf('latin1-declared.xml')).toEqual(['Gehäuse'])
    expect(await classesOf('cdata-entities-comment.xml')).toEqual(['nuts & bolts <M8>'])
    expect((await classesOf('proto-pollution.json'))?.slice().sort()).toEqual([
      '__proto__',
      'constructor',
      'hasOwnProperty',
    ])
  })
})

const sum = (notes: ImportPlan['rejected'] | undefined) =>
  notes?.reduce((total, note) => total + note.count, 0) ?? 0

/** Each label file alone in a folder, with the pictures it means named as `--images`. */
async function attempt(entry: Entry): Promise<{ plan?: ImportPlan; refusal?: string }> {
  const folder = join(base, 'single', entry.path.replaceAll('/', '_'))
  mkdirSync(folder, { recursive: true })
  const name = entry.path.split('/').at(-1) as string
  cpSync(join(hostile, entry.path), join(folder, name))
  // Label files of YOLO have their class names beside them.
  if (entry.path.includes('yolo/dataset/labels/'))
    cpSync(join(hostile, 'annotations/yolo/dataset/data.yaml'), join(folder, 'data.yaml'))
  try {
    const imagesFolder = join(hostile, entry.image_root ?? 'images')
    return { plan: await readSource(join(folder, name), entry.format ?? 'auto', { imagesFolder }) }
  } catch (cause) {
    const { code, message } = toErrorInfo(cause)
    expect(code).toBe('format-invalid')
    return { refusal: message }
  }
}
