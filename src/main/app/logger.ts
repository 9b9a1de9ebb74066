import { homedir } from 'node:os'
import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { rotateLog } from '../fs/ownFiles'
import { redactHome } from './redact'

/** A log file over this size is put aside; one older file is kept. */
const MAX_LOG_BYTES = 5 * 1024 * 1024

/** Opens the studio's log, one line of JSON an event, in `folder`/studio.log; with studio.old.log it stays under twice `maxBytes`. */
export function openLog(folder: string, maxBytes = MAX_LOG_BYTES): Logger {
  const file = join(folder, 'studio.log')
  const rotate = () => rotateLog(file, join(folder, 'studio.old.log'), maxBytes)
  let numBytes = rotate()
  const home = homedir()
  const destination = pino.destination({ dest: file, sync: true })
  const write = (line: string) => {
    const text = redactHome(line, home)
    destination.write(text)
    numBytes += Buffer.byteLength(text)
    if (numBytes <= maxBytes) return
    numBytes = rotate()
    destination.reopen()
  }
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}
