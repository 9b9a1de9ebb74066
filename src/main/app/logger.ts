import { homedir } from 'node:os'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { rotateLog } from '../fs/ownFiles'
import { redactHome } from './redact'

/** A log file over this size is put aside at the next start; one older file is kept. */
const MAX_LOG_BYTES = 5 * 1024 * 1024

/** Opens the studio's log, one line of JSON an event, in `folder`/studio.log. */
export function openLog(folder: string): Logger {
  const file = join(folder, 'studio.log')
  rotateLog(file, join(folder, 'studio.old.log'), MAX_LOG_BYTES)
  const home = homedir()
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write: (() => {
        const destination = pino.destination({ dest: file, sync: true })
        return (line: string) => void destination.write(redactHome(line, home))
      })(),
    },
  )
}
