import { expect, test } from 'vitest'
import { changedTiles, type PictureShown } from './paintPicture'

const bitmap = (n: number) => ({ n }) as unknown as ImageBitmap
const tile = (n: number, x: number) => ({
  url: `${n}`,
  level: 0,
  x,
  y: 0,
  width: 512,
  height: 512,
  bitmap: bitmap(n),
})
const [a, b, c] = [tile(1, 0), tile(2, 512), tile(3, 1024)]
const size = { width: 2000, height: 600 }
const shown: PictureShown = { picture: bitmap(0), tiles: [a, b], size, isSmooth: true }

test('tiles that came or went are the places that changed', () => {
  expect(changedTiles(shown, { ...shown, tiles: [b, c] })).toEqual([
    { x1: 1024, y1: 0, x2: 1536, y2: 512 },
    { x1: 0, y1: 0, x2: 512, y2: 512 },
  ])
  expect(changedTiles(shown, { ...shown, tiles: [a, b] })).toEqual([])
})

test('more pixels of the same picture are sharper, another picture changes all', () => {
  expect(changedTiles(shown, { ...shown, picture: bitmap(9) })).toBe('sharper')
  expect(changedTiles(shown, { ...shown, isSmooth: false })).toBe('sharper')
  expect(changedTiles(shown, { ...shown, picture: bitmap(9), size: { ...size } })).toBeNull()
  expect(changedTiles(shown, { ...shown, picture: null })).toBeNull()
  expect(changedTiles({ ...shown, picture: null }, shown)).toBeNull()
})
