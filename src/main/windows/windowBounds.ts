import { z } from 'zod'

/** Place and size of the window in screen px, as kept between starts. */
export const WindowBounds = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  isMaximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof WindowBounds>

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const minWindowSize = { width: 960, height: 640 }
const FIRST_SIZE = { width: 1440, height: 900 }

/** At least this much of the window, in px each way, must be on a screen to be grabbed again. */
const MIN_VISIBLE_PX = 120

/** Size of a window that was never placed: as large as its screen where that is a small one. */
export const firstSizeOn = (workArea: Area) => fitted(FIRST_SIZE, workArea)

/** A size that fits a screen and is large enough to work in. */
function fitted({ width, height }: Pick<Area, 'width' | 'height'>, area: Area) {
  const side = (wanted: number, least: number, most: number) =>
    Math.min(Math.max(wanted, least), Math.max(most, least))
  return {
    width: side(width, minWindowSize.width, area.width),
    height: side(height, minWindowSize.height, area.height),
  }
}

/**
 * The saved bounds where a screen still shows them, made to fit that screen; null where none does,
 * such as after a monitor was unplugged.
 */
export function boundsOnScreen(saved: WindowBounds | null, workAreas: readonly Area[]): WindowBounds | null {
  if (saved === null) return null
  for (const area of workAreas) {
    const visibleWidth = Math.min(saved.x + saved.width, area.x + area.width) - Math.max(saved.x, area.x)
    const visibleHeight = Math.min(saved.y + saved.height, area.y + area.height) - Math.max(saved.y, area.y)
    const hasTitleBar = saved.y >= area.y
    if (visibleWidth < MIN_VISIBLE_PX || visibleHeight < MIN_VISIBLE_PX || !hasTitleBar) continue
    return { ...saved, ...fitted(saved, area) }
  }
  return null
}
