import { z } from 'zod'
import { ImageId } from '../ids'
import { DepthRule, DepthWindow } from '../images/depthWindow'
import { call } from './define'

/** How 16-bit pictures are shown and learnt from. */
export const depthContract = {
  /** The project's rule, and the window that the person gave this picture; null: none. */
  'depth.read': call(
    z.strictObject({ imageId: ImageId }),
    z.strictObject({ rule: DepthRule, own: DepthWindow.nullable() }),
  ),
  /** Keeps a window with a picture, or takes it away: what is seen of it, never what a detector sees. */
  'depth.keepWindow': call(
    z.strictObject({ imageId: ImageId, window: DepthWindow.nullable() }),
    z.strictObject({}),
  ),
  /** How 16 bits become 8 from here on, for thumbnails and for the runs that begin. */
  'depth.setRule': call(z.strictObject({ rule: DepthRule }), z.strictObject({})),
} as const
