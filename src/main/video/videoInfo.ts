import { StudioError } from '../../shared/result'
import type { VideoInfo } from '../../shared/video/schema'
import { asInput, runFfmpeg } from './ffmpeg'

type Facts = Pick<VideoInfo, 'seconds' | 'fps' | 'width' | 'height'>

/** What ffmpeg says of a video. Throws `format-invalid` where it finds none in the file. */
export async function readVideoInfo(ffmpeg: string, path: string): Promise<Facts> {
  // Without an output it ends with an error, after it has said what is in the file.
  const { stderr } = await runFfmpeg(ffmpeg, ['-nostdin', '-hide_banner', ...asInput(path)])
  const facts = parseVideoInfo(stderr)
  if (facts === null)
    throw new StudioError('format-invalid', `ffmpeg finds no video in ${path}`, 'Choose another file.')
  return facts
}

export function parseVideoInfo(text: string): Facts | null {
  const time = /Duration: (\d+):(\d+):(\d+(?:\.\d+)?)/.exec(text)
  const stream = /Stream #.*Video:.*?[ ,](\d{2,5})x(\d{2,5})[ ,\n[]/.exec(text)
  const fps = /([\d.]+) fps/.exec(text) ?? /([\d.]+) tbr/.exec(text)
  if (time === null || stream === null || fps === null) return null
  const [, hours, minutes, seconds] = time
  // Of a phone held upright: the frames come turned as they are shown.
  const turn = /(?:displaymatrix|Display Matrix): rotation of (-?\d+)/.exec(text)
  const isUpright = turn !== null && Math.abs(Number(turn[1])) % 180 === 90
  const [width, height] = [Number(stream[1]), Number(stream[2])]
  return {
    seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    fps: Number(fps[1]),
    width: isUpright ? height : width,
    height: isUpright ? width : height,
  }
}
