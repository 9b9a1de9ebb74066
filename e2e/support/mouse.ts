import type { Locator, Page } from '@playwright/test'

/** A point of the canvas, as shares of its width and height. */
export interface CanvasPoint {
  x: number
  y: number
}

/** Drags over the canvas with real mouse events, in several moves as a hand makes them. */
export async function dragOn(page: Page, canvas: Locator, from: CanvasPoint, to: CanvasPoint): Promise<void> {
  const box = await canvas.boundingBox()
  if (box === null) throw new Error('the canvas is not in sight')
  const at = ({ x, y }: CanvasPoint) => [box.x + x * box.width, box.y + y * box.height] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  for (let step = 1; step <= 6; step++) {
    const share = step / 6
    await page.mouse.move(...at({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }))
  }
  await page.mouse.up()
}
