import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { greyPng, greyTiff } from '../../src/main/images/testing/deepFiles'
import { createRandom } from '../../src/shared/random'

export const CELLS = { width: 400, height: 300 }
/** A flat square among the cells, and the value of its pixels. */
export const FLAT = { x1: 150, y1: 100, x2: 250, y2: 200, value: 1500 }

/** A 12-bit camera's 16-bit pictures of dim round cells: one PNG, one TIFF, and a TIFF that is cut off. */
export function writeCells(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const { width, height } = CELLS
  writeFileSync(join(folder, 'cells-1.png'), greyPng(cells(1), width, height))
  writeFileSync(join(folder, 'cells-2.tif'), greyTiff(cells(2), width, height))
  writeFileSync(join(folder, 'cut-off.tif'), greyTiff(cells(3), width, height).subarray(0, 9000))
}

function cells(seed: number): Uint16Array {
  const random = createRandom(20_261_127, seed)
  const { width, height } = CELLS
  const samples = Uint16Array.from({ length: width * height }, () => 700 + 60 * random.next())
  for (let n = 0; n < 25; n++) {
    const [cx, cy, radius] = [random.uniform(0, width), random.uniform(0, height), random.uniform(8, 22)]
    const light = random.uniform(300, 2300)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const inside = 1 - ((x - cx) ** 2 + (y - cy) ** 2) / radius ** 2
        if (inside > 0) samples[y * width + x] += light * Math.sqrt(inside)
      }
  }
  for (let y = FLAT.y1; y < FLAT.y2; y++) samples.fill(FLAT.value, y * width + FLAT.x1, y * width + FLAT.x2)
  return samples.map((value) => Math.min(4095, value))
}
