import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One box in every picture of the sample, as a detector would write it that knows file and class names. */
export function madeUpPredictions(userData: string): object[] {
  const folder = join(userData, 'Sample workbench')
  const pictures = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(jpe?g|png|webp)$/.test(name) && !name.includes('runs'))
  return pictures.map((name) => ({
    image_id: name.split('/').at(-1),
    category_id: 'nut',
    bbox: [40, 40, 60, 60],
    score: 0.7,
  }))
}
