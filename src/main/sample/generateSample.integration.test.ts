import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { generateSample, SAMPLE_LABELS } from './generateSample'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))

async function generate(seed: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'focal-sample-'))
  folders.push(folder)
  await generateSample(folder, { count: 4, seed, width: 320, height: 240 })
  return folder
}

async function hashes(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).sort()
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))))
  return files.map((bytes, i) => `${names[i]} ${createHash('sha256').update(bytes).digest('hex')}`)
}

interface Coco {
  images: unknown[]
  categories: { id: number; name: string }[]
  annotations: { category_id: number; bbox: [number, number, number, number] }[]
}

describe('generateSample', () => {
  it('gives the same bytes for the same seed and others for another', async () => {
    const [first, again, other] = await Promise.all([generate(3), generate(3), generate(4)])
    expect(await hashes(first)).toEqual(await hashes(again))
    expect(await hashes(first)).not.toEqual(await hashes(other))
  })

  it('labels only boxes that lie in the picture', async () => {
    const labels = JSON.parse(await readFile(join(await generate(5), SAMPLE_LABELS), 'utf8')) as Coco
    expect(labels.images).toHaveLength(4)
    expect(labels.categories.map(({ name }) => name)).toEqual(['nut', 'washer', 'screw'])
    expect(labels.annotations.length).toBeGreaterThan(8)
    const outside = labels.annotations.filter(
      ({ bbox: [x, y, width, height] }) =>
        x < 0 || y < 0 || width < 5 || height < 5 || x + width > 320 || y + height > 240,
    )
    expect(outside).toEqual([])
  })
})
