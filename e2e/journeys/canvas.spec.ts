import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { expect, type Page, test } from '@playwright/test'
import { launchStudio } from '../launch'

/** Over 40 megapixels: looked at closely in tiles. Four flat quarters; in the middle of the first, columns one px wide. */
const size = { width: 8000, height: 5200 }
const quarters = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
  [230, 230, 230],
]
const stripes = { x1: 1900, x2: 2100, y1: 1200, y2: 1400 }
/** 300 boxes on a grid, 300 x 200 px each. */
const boxes = Array.from({ length: 300 }, (_, i) => ({
  x: 60 + (i % 20) * 395,
  y: 50 + Math.floor(i / 20) * 343,
  w: 300,
  h: 200,
}))

function colourAt(x: number, y: number): number[] {
  const isStriped = x >= stripes.x1 && x < stripes.x2 && y >= stripes.y1 && y < stripes.y2
  if (isStriped) return x % 2 === 0 ? [0, 0, 0] : [255, 255, 255]
  return quarters[(x >= size.width / 2 ? 1 : 0) + (y >= size.height / 2 ? 2 : 0)]
}

async function makePictures(folder: string): Promise<void> {
  const rgba = new Uint8Array(4 * size.width * size.height).fill(255)
  for (let y = 0, at = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++, at += 4) {
      const [r, g, b] = colourAt(x, y)
      rgba[at] = r
      rgba[at + 1] = g
      rgba[at + 2] = b
    }
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'map.jpg'),
    await Transformer.fromRgbaPixels(rgba, size.width, size.height).jpeg(95),
  )
  const labels = {
    images: [{ id: 1, file_name: 'map.jpg', ...size }],
    categories: [{ id: 1, name: 'field' }],
    annotations: boxes.map(({ x, y, w, h }, i) => ({
      id: i + 1,
      image_id: 1,
      category_id: 1,
      bbox: [x, y, w, h],
      area: w * h,
      iscrowd: 0,
    })),
  }
  writeFileSync(join(folder, 'labels.coco.json'), JSON.stringify(labels))
}

/** RGBA of the real canvas of a layer (0: the picture, 1: the boxes) at points of it, CSS px. */
const pixelsOf = (page: Page, layer: number, points: readonly (readonly [number, number])[]) =>
  page.getByTestId('picture-canvas').evaluate(
    (element, [index, places]) => {
      const canvas = element.querySelectorAll('canvas')[index as number]
      const context = canvas.getContext('2d')
      const ratio = window.devicePixelRatio
      // A canvas reaches beyond what is seen of it, and is moved with the view.
      const [seen, own] = [element.getBoundingClientRect(), canvas.getBoundingClientRect()]
      const stretch = own.width / (canvas.width / ratio)
      const pixel = (v: number) => Math.round((v / stretch) * ratio)
      return (places as [number, number][]).map(([x, y]) => {
        const at = [pixel(x + seen.left - own.left), pixel(y + seen.top - own.top)]
        return Array.from(context?.getImageData(at[0], at[1], 1, 1).data ?? [])
      })
    },
    [layer, points] as const,
  )

test('the real canvas shows and hits what a plain model of it says, single pixels of a huge picture too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'focal-canvas-'))
  await makePictures(folder)
  const studio = await launchStudio({ dialogs: () => ({ 'project.open': folder }) })
  const { page } = studio
  const canvas = page.getByTestId('picture-canvas')
  await page.getByTestId('open-folder').click()
  await expect(canvas).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  await expect(page.getByTestId('boxes-here-count')).toHaveText('300')
  const bounds = await canvas.boundingBox()
  if (bounds === null) throw new Error('the canvas is not in sight')
  const { width, height } = bounds
  // The model: the picture fitted with 24 px of ground around it, in the middle.
  const scale = Math.min((width - 48) / size.width, (height - 48) / size.height)
  const left = (width - size.width * scale) / 2
  const top = (height - size.height * scale) / 2
  const at = (x: number, y: number) => [left + x * scale, top + y * scale] as const

  await test.step('the picture lies where the model has it', async () => {
    const places = [at(500, 2300), at(7900, 500), at(500, 5100), at(7900, 5100)]
    const seen = await pixelsOf(page, 0, [...places, [left / 2, 5], [width - 5, height - 5]])
    for (const [i, quarter] of quarters.entries())
      for (const [c, value] of quarter.entries()) expect(Math.abs(seen[i][c] - value)).toBeLessThanOrEqual(6)
    expect(seen.slice(4).map(([, , , alpha]) => alpha)).toEqual([0, 0])
  })

  const edgesOf = (shift: readonly [number, number]) =>
    boxes.flatMap(({ x, y, w, h }) => {
      const [x1, y1] = at(x, y)
      return [
        [x1 + shift[0], y1 + (h * scale) / 2 + shift[1]],
        [x1 + (w * scale) / 2 + shift[0], y1 + h * scale + shift[1]],
      ] as const
    })
  const between = (shift: readonly [number, number]) =>
    boxes.map(({ x, y, w, h }) => {
      const [gapX, gapY] = at(x + w + 47, y + h + 70)
      return [gapX + shift[0], gapY + shift[1]] as const
    })
  const isInSight = ([x, y]: readonly [number, number]) => x > 2 && y > 2 && x < width - 2 && y < height - 2
  async function expectBoxes(shift: readonly [number, number]) {
    const edges = edgesOf(shift).filter(isInSight)
    const gaps = between(shift).filter(isInSight)
    const seen = await pixelsOf(page, 1, [...edges, ...gaps])
    expect(seen.slice(0, edges.length).filter(([, , , alpha]) => alpha < 100)).toEqual([])
    expect(seen.slice(edges.length).filter(([, , , alpha]) => alpha > 0)).toEqual([])
  }

  await test.step('every box has its edges there, and nothing is painted between boxes', () =>
    expectBoxes([0, 0]))

  await test.step('panned, while it moves and at rest', async () => {
    const [x, y] = [bounds.x + width / 2, bounds.y + height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down({ button: 'middle' })
    await page.mouse.move(x + 20, y + 10)
    await page.mouse.move(x + 61, y + 37)
    await expectBoxes([61, 37])
    await page.mouse.up({ button: 'middle' })
    await page.waitForTimeout(400)
    await expectBoxes([61, 37])
    await page.keyboard.press('Control+0')
  })

  await test.step('a click hits the box under it, and none between boxes', async () => {
    await page.keyboard.press('v')
    const selected = page.locator('[data-testid=box-row][aria-pressed=true]')
    for (const { x, y, w, h } of [boxes[0], boxes[47]]) {
      const [inX, inY] = at(x + w / 2, y + h / 2)
      await page.mouse.click(bounds.x + inX, bounds.y + inY)
      await expect(selected).toHaveCount(1)
      // The handles of a selected box reach into the gap.
      await page.keyboard.press('Escape')
      const [outX, outY] = at(x + w + 47, y + h + 70)
      await page.mouse.click(bounds.x + outX, bounds.y + outY)
      await expect(selected).toHaveCount(0)
    }
  })

  await test.step('zoomed in, single pixels of a huge picture', async () => {
    const [x, y] = at(2000, 1300)
    await page.mouse.move(bounds.x + x, bounds.y + y)
    for (let n = 0; n < 16; n++) await page.mouse.wheel(0, -420)
    await expect(canvas).toHaveAttribute('data-sharp', 'yes', { timeout: 60_000 })
    await page.waitForTimeout(300)
    // Some pixels each way of the pointer, which stayed over the same place of the picture.
    const percent = Number.parseInt((await page.getByTestId('zoom').textContent()) ?? '', 10)
    const zoom = percent / 100
    expect(zoom).toBeGreaterThan(8)
    const row = Array.from({ length: 9 }, (_, i) => [x + (i - 4 + 0.5) * zoom, y + zoom / 2] as const)
    const light = (await pixelsOf(page, 0, row)).map(([red]) => (red > 128 ? 1 : 0))
    expect(light.slice(1).every((value, i) => value !== light[i])).toBe(true)
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
  rmSync(folder, { recursive: true, force: true })
})
