import { basename, extname } from 'node:path'
import { newId } from '../../shared/ids'
import { StudioError } from '../../shared/result'
import type { VideoInfo, VideoOffer } from '../../shared/video/schema'
import { findFfmpeg } from './ffmpeg'
import { readVideoInfo } from './videoInfo'

const ENDINGS = new Set(
  '.mp4 .m4v .mov .avi .mkv .webm .mpg .mpeg .wmv .ts .mts .m2ts .flv .ogv .3gp'.split(' '),
)

/** A file that calls itself a video. */
export const isVideo = (path: string): boolean => ENDINGS.has(extname(path).toLowerCase())

/** Videos that the person chose in this session, by the id that the page knows them by. */
export class Videos {
  private readonly paths = new Map<string, string>()
  private readonly infos = new Map<string, VideoInfo>()
  /** Dropped, and not asked for yet. */
  private dropped: string | null = null

  drop(path: string): void {
    this.dropped = path
  }

  takeDropped(): string | null {
    const path = this.dropped
    this.dropped = null
    return path
  }

  /** What is in a video; where there is no ffmpeg, that. */
  async offer(path: string): Promise<VideoOffer> {
    const ffmpeg = findFfmpeg()
    const name = basename(path)
    if (ffmpeg === null) return { info: null, name, hasFfmpeg: false }
    const info = { id: newId<string>(), name, ...(await readVideoInfo(ffmpeg, path)) }
    this.paths.set(info.id, path)
    this.infos.set(info.id, info)
    return { info, name, hasFfmpeg: true }
  }

  /** Throws `not-found`. */
  chosen(id: string): { path: string; info: VideoInfo; ffmpeg: string } {
    const path = this.paths.get(id)
    const info = this.infos.get(id)
    const ffmpeg = findFfmpeg()
    if (path === undefined || info === undefined || ffmpeg === null)
      throw new StudioError('not-found', 'The video is not at hand any more.', 'Choose it again.')
    return { path, info, ffmpeg }
  }
}
