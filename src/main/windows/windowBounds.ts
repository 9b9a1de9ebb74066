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
export const defaultWindowSize = { width: 1440, height: 900 }

/** At least this much of the window, in px each way, must be on a screen to be grabbed again. */
const MIN_VISIBLE_PX = 120

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
    return {
      ...saved,
      width: Math.min(Math.max(saved.width, minWindowSize.width), Math.max(area.width, minWindowSize.width)),
      height: Math.min(
        Math.max(saved.height, minWindowSize.height),
        Math.max(area.height, minWindowSize.height),
      ),
    }
  }
  return null
}
