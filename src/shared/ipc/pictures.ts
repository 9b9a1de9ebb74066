import { z } from 'zod'
import { ImageId } from '../ids'
import { limits } from '../limits'
import { ImportReport } from '../project/schema'
import { FramesRequest, VideoOffer } from '../video/schema'
import { call } from './define'

const nothing = z.strictObject({})
const image = z.strictObject({ imageId: ImageId })

/** Pictures that come in one by one, or out of a video. */
export const picturesContract = {
  /** A picture from the clipboard, PNG in base64, becomes a file of the project. */
  'pictures.paste': call(z.strictObject({ png: z.string().min(1) }), image, limits.maxEditBytes),
  /** Asks for a video; null: the person cancelled. */
  'pictures.chooseVideo': call(nothing, VideoOffer.nullable()),
  /** The video that was dropped last, once. */
  'pictures.droppedVideo': call(nothing, VideoOffer.nullable()),
  /** Takes frames of a video and imports them. */
  'pictures.takeFrames': call(FramesRequest, ImportReport),
} as const
