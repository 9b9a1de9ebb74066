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

/** Drags the thumb of a slider to a value, looking at what it says as a hand does. */
export async function dragSlider(page: Page, thumb: Locator, value: number): Promise<void> {
  const track = await thumb.locator('xpath=ancestor::*[contains(@class, "slider")][1]').boundingBox()
  const knob = await thumb.boundingBox()
  if (track === null || knob === null) throw new Error('the slider is not in sight')
  const read = async (name: string) => Number(await thumb.getAttribute(name))
  const [min, max] = [await read('aria-valuemin'), await read('aria-valuemax')]
  const y = track.y + track.height / 2
  await page.mouse.move(knob.x + knob.width / 2, y)
  await page.mouse.down()
  let x = track.x + ((value - min) / (max - min)) * track.width
  for (let correction = 0; correction < 10; correction++) {
    await page.mouse.move(x, y)
    const off = value - (await read('aria-valuenow'))
    if (Math.abs(off) < 1e-6) break
    x += (off / (max - min)) * track.width
  }
  await page.mouse.up()
  const reached = await read('aria-valuenow')
  if (Math.abs(reached - value) > 1e-6) throw new Error(`the slider stands at ${reached}, not ${value}`)
}
