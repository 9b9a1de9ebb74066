import { appendFile } from 'node:fs/promises'
import { ioError } from './ioError'

/** Adds text to the end of a log that may lose its last lines in a power cut. Throws as `atomicWrite` does. */
export async function appendText(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text)
  } catch (cause) {
    throw ioError(cause, 'Adding to the file', path)
  }
}
