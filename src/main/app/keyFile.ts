import { readFile, stat } from 'node:fs/promises'
import { KeyFile } from '../../shared/keys/keyFile'
import { StudioError } from '../../shared/result'
import { atomicWrite } from '../fs/atomicWrite'

/** Keys are a few kilobytes; a larger file is another one chosen by mistake. */
const MAX_BYTES = 256 * 1024

/** Writes keys as JSON. */
export function writeKeyFile(file: string, keys: KeyFile): Promise<void> {
  return atomicWrite(file, `${JSON.stringify(keys, null, 2)}\n`)
}

/** Reads keys as `writeKeyFile` writes them. Throws `config-invalid` for any other file. */
export async function readKeyFile(file: string): Promise<KeyFile> {
  try {
    if ((await stat(file)).size > MAX_BYTES) throw new Error('it is too large to be a file of keys')
    return KeyFile.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (cause) {
    throw new StudioError(
      'config-invalid',
      `The keys in ${file} cannot be read.`,
      'Choose a JSON file of keys that the studio exported.',
      { cause },
    )
  }
}
