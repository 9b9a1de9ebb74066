import { z } from 'zod'

const positive = z.number().positive()

/** A video that the person chose or dropped; its path stays in main. */
export const VideoInfo = z.strictObject({
  id: z.string(),
  /** The file's name. */
  name: z.string(),
  seconds: positive,
  fps: positive,
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})
export type VideoInfo = z.infer<typeof VideoInfo>

/** Which frames are taken: those of a range, so many a second. */
export const FramesRequest = z
  .strictObject({
    id: z.string().max(64),
    /** Frames taken for each second of video; the video's own rate by n is every n-th. */
    rate: z.number().positive().max(240),
    fromSeconds: z.number().nonnegative(),
    toSeconds: positive,
  })
  .refine(({ fromSeconds, toSeconds }) => fromSeconds < toSeconds, { message: 'the range is empty' })
export type FramesRequest = z.infer<typeof FramesRequest>

/** A video answer: its facts, or that there is no ffmpeg to read it with. */
export const VideoOffer = z.strictObject({
  info: VideoInfo.nullable(),
  name: z.string(),
  hasFfmpeg: z.boolean(),
})
export type VideoOffer = z.infer<typeof VideoOffer>

/** JPEG at ffmpeg's quality 2 takes about this many bytes a pixel. */
const BYTES_A_PIXEL = 0.25

/** How many frames a request takes and about how large they are, bytes. */
export function framesEstimate(
  { width, height }: Pick<VideoInfo, 'width' | 'height'>,
  { rate, fromSeconds, toSeconds }: Pick<FramesRequest, 'rate' | 'fromSeconds' | 'toSeconds'>,
): { frames: number; bytes: number } {
  const frames = Math.max(0, Math.ceil((toSeconds - fromSeconds) * rate - 1e-6))
  return { frames, bytes: Math.round(frames * width * height * BYTES_A_PIXEL) }
}
