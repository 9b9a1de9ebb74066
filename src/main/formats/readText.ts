import { limits } from '../../shared/limits'
import { StudioError, toErrorInfo } from '../../shared/result'
import { NoFileError, readOpened } from '../fs/readRegularFile'

/** Refuses a label file as a whole, by name. */
export function invalid(file: string, problem: string, hint?: string): StudioError {
  return new StudioError('format-invalid', `${file}: ${problem}`, hint ?? 'Mend the file, or leave it out.')
}

/**
 * Reads a label file as text: UTF-8, UTF-16 by its byte order mark, or the encoding an XML declaration names.
 * @param file name for messages
 * @param allowEmpty an empty file says something in this format
 * @throws StudioError `format-invalid`: empty, too large, or not in the encoding it should be
 */
export async function readText(path: string, file: string, { allowEmpty = false } = {}): Promise<string> {
  const bytes = await readBounded(path, file)
  if (bytes.length === 0 && allowEmpty) return ''
  if (bytes.length === 0) throw invalid(file, 'the file is empty.')
  const encoding = encodingOf(bytes)
  let text: string
  try {
    // The decoder drops the byte order mark.
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw invalid(file, `the text is not ${encoding.toUpperCase()}.`, 'Save the file as UTF-8.')
  }
  if (text.trim() === '' && !allowEmpty) throw invalid(file, 'the file is empty.')
  return text
}

/** A label file whole, unless it is larger than the limit or cannot be read: `format-invalid`. */
export async function readBounded(path: string, file: string): Promise<Uint8Array> {
  try {
    return await readOpened(path, ({ size }) => {
      if (size <= limits.maxLabelFileBytes) return size
      throw invalid(
        file,
        `it has ${Math.round(size / 2 ** 20)} MiB; the limit is ${limits.maxLabelFileBytes / 2 ** 20}.`,
        'Split it into several files.',
      )
    })
  } catch (cause) {
    if (cause instanceof NoFileError) throw invalid(file, 'it is a pipe, a device or a folder, not a file.')
    if (cause instanceof StudioError) throw cause
    throw invalid(file, `it cannot be read: ${toErrorInfo(cause).message}.`)
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]
  return declared !== undefined && isKnown(declared) ? declared.toLowerCase() : 'utf-8'
}

function isKnown(encoding: string): boolean {
  try {
    new TextDecoder(encoding)
    return true
  } catch {
    return false
  }
}
