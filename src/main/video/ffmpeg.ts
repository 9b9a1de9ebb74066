import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StudioError } from '../../shared/result'

/** The first ffmpeg on the PATH; null: there is none. */
export function findFfmpeg(env: NodeJS.ProcessEnv = process.env): string | null {
  const name = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue
    const file = join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // Not here.
    }
  }
  return null
}

interface Ended {
  code: number | null
  stderr: string
}

/** What ffmpeg says is kept to its end, where the reason stands. */
const KEPT_TEXT = 20_000

/** Runs ffmpeg with an array of arguments, never through a shell. Throws `cancelled`, `io-failed`. */
export async function runFfmpeg(
  ffmpeg: string,
  args: readonly string[],
  options: { cwd?: string; signal?: AbortSignal; onLine?: (line: string) => void } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, args, { cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: false })
    let stderr = ''
    let rest = ''
    const stop = () => void child.kill('SIGKILL')
    options.signal?.addEventListener('abort', stop, { once: true })
    if (options.signal?.aborted === true) stop()
    child.stderr.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString()).slice(-KEPT_TEXT)
    })
    child.stdout.on('data', (data: Buffer) => {
      const lines = (rest + data.toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) options.onLine?.(line)
    })
    child.once('error', (cause) =>
      reject(new StudioError('io-failed', `ffmpeg could not be started: ${ffmpeg}`, undefined, { cause })),
    )
    child.once('close', (code) => {
      options.signal?.removeEventListener('abort', stop)
      if (options.signal?.aborted === true)
        reject(new StudioError('cancelled', 'Taking frames was cancelled.'))
      else resolve({ code, stderr })
    })
  })
}

/** Containers that hold their pictures themselves; lists of other files (DASH, HLS, concat) are none. */
const CONTAINERS = 'mov,matroska,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,h264,hevc,m4v'

/**
 * Arguments that make ffmpeg read this file, whatever its name looks like (an option, a URL), and no other, whatever the
 * file says: a "video" can be a list of other files.
 */
export const asInput = (path: string): string[] => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS],
  ...['-i', `file:${path}`],
]
