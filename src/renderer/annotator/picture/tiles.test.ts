import { expect, it } from 'vitest'
import type { ImageId } from '../../../shared/ids'
import { tilesInView } from './tiles'

const id = 'a'.repeat(32) as ImageId
const image = { width: 12_000, height: 9000 }
const stage = { width: 800, height: 600 }

it('names the tiles that the canvas shows, and no others', () => {
  // At scale 1 the canvas shows x 5000..5800 and y 8500..9100: columns 9..11, rows 16..17 of the finest level.
  const tiles = tilesInView(id, image, { scale: 1, x: -5000, y: -8500 }, stage, 1)
  expect(tiles.map(({ url }) => url.split('/tile/')[1])).toEqual([
    '0/9/16',
    '0/10/16',
    '0/11/16',
    '0/9/17',
    '0/10/17',
    '0/11/17',
  ])
  expect(tiles.at(-1)).toMatchObject({ x: 5632, y: 8704, width: 512, height: 296 })
})

it('takes a finer level on a screen with two device pixels a pixel', () => {
  const view = { scale: 0.25, x: 0, y: 0 }
  expect(tilesInView(id, image, view, stage, 1)[0].url).toContain('tile/2/')
  expect(tilesInView(id, image, view, stage, 2)[0].url).toContain('tile/1/')
})
