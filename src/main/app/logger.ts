import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { redactHome } from './redact'

/** A log file over this size is put aside at the next start; one older file is kept. */
const MAX_LOG_BYTES = 5 * 1024 * 1024

/** Opens the studio's log, one line of JSON an event, in `folder`/studio.log. */
export function openLog(folder: string): Logger {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'studio.log')
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES)
    renameSync(file, join(folder, 'studio.old.log'))
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
