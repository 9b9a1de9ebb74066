import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { StudioError } from '../../shared/result'
import { type FramesRequest, framesEstimate } from '../../shared/video/schema'
import { atomicWrite } from '../fs/atomicWrite'
import { ensureFolder, nodeFileSystem } from '../fs/fileSystem'
import { requireFreeSpace } from '../fs/freeSpace'
import { asInput, runFfmpeg } from './ffmpeg'

export interface TakeOptions {
  ffmpeg: string
  /** The video's file and size in px. */
  path: string
  size: { width: number; height: number }
  /** Folder that gets a folder for the clip. */
  into: string
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
}

type Range = Omit<FramesRequest, 'id'>

/** In the clip's folder: what its frames were taken from and how; a dot file, as no picture. */
const PLAN_FILE = '.frames.json'

/**
 * Takes frames of a video as JPEG files `<clip>_frame_000001.jpg` into a folder of their own, and answers with it.
 * What was cut off goes on where it was; another range or rate gets another folder. Throws `cancelled`, `disk-full`,
 * `format-invalid`; frames that are there by then stay for the next time.
 */
export async function takeFrames(range: Range, options: TakeOptions): Promise<string> {
  const { path, size, into, signal, onProgress } = options
  const { frames, bytes } = framesEstimate(size, range)
  await ensureFolder(into)
  await requireFreeSpace(into, bytes, 'Taking frames')
  const { size: fileBytes, mtimeMs } = await stat(path)
  const plan = JSON.stringify({ path, fileBytes, mtimeMs, ...range })
  const clip = safeName(path)
  const folder = join(into, `${clip}-${createHash('sha256').update(plan).digest('hex').slice(0, 8)}`)
  await ensureFolder(folder)
  const held = await heldPlan(folder)
  if (held?.plan === plan && held.isDone) return folder
  const save = (isDone: boolean) => atomicWrite(join(folder, PLAN_FILE), JSON.stringify({ plan, isDone }))
  await save(false)
  const done = await framesThere(folder, clip)
  onProgress?.(done, frames)
  // Cut off just before the end there may be nothing left to take.
  if (done < frames) {
    const { code, stderr } = await runFfmpeg(options.ffmpeg, framesArgs(range, path, clip, done), {
      cwd: folder,
      ...(signal !== undefined && { signal }),
      onLine: (line) => {
        const frame = /^frame=\s*(\d+)/.exec(line)
        if (frame !== null) onProgress?.(Math.min(frames, done + Number(frame[1])), frames)
      },
    })
    if (code !== 0) {
      const why = stderr.trim().split('\n').at(-1) ?? ''
      throw new StudioError('format-invalid', `ffmpeg could not take frames of ${basename(path)}: ${why}`)
    }
  }
  await save(true)
  return folder
}

/** Arguments that take the frames after the first `done`. The working folder is the clip's. */
export function framesArgs(
  { rate, fromSeconds, toSeconds }: Range,
  path: string,
  clip: string,
  done: number,
): string[] {
  const from = fromSeconds + done / rate
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-progress', 'pipe:1', '-y'],
    ...['-ss', from.toFixed(3), '-t', (toSeconds - from).toFixed(3), ...asInput(path)],
    ...['-map', '0:v:0', '-vf', `fps=${rate}`, '-q:v', '2', '-start_number', String(done + 1)],
    `${clip}_frame_%06d.jpg`,
  ]
}

/** A name without anything that a file system, ffmpeg's numbering or a group rule could take for something else. */
export function safeName(path: string): string {
  const stem = basename(path, extname(path))
  const safe = stem
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return safe === '' ? 'video' : safe
}

/** Frames that are whole: the last one may have been cut off, and goes. */
async function framesThere(folder: string, clip: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(`${clip}_frame_`)).sort()
  const last = names.at(-1)
  if (last === undefined) return 0
  await nodeFileSystem.unlink(join(folder, last))
  return names.length - 1
}

async function heldPlan(folder: string): Promise<{ plan: string; isDone: boolean } | null> {
  try {
    return JSON.parse(await readFile(join(folder, PLAN_FILE), 'utf8'))
  } catch {
    return null
  }
}
