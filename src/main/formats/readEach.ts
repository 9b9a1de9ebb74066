import { join } from 'node:path'
import { toErrorInfo } from '../../shared/result'
import type { PlanBuilder } from './planBuilder'
import { readHead } from './readHead'
import { readText } from './readText'
import type { ImportSource, ReadOptions } from './types'

/**
 * Reads label files one after the other; one that cannot be read is noted and passed over.
 * @throws what the first one threw, where not one could be read
 */
export async function readEach(
  source: ImportSource,
  files: readonly string[],
  builder: PlanBuilder,
  { signal }: ReadOptions,
  read: (file: string, text: string) => void | Promise<void>,
  { allowEmpty = false } = {},
): Promise<void> {
  const failures: unknown[] = []
  for (const file of files) {
    signal?.throwIfAborted()
    try {
      await read(file, await readText(join(source.folder, file), file, { allowEmpty }))
    } catch (cause) {
      failures.push(cause)
      builder.rejected.add('label file that cannot be read', toErrorInfo(cause).message)
    }
  }
  if (files.length > 0 && failures.length === files.length) throw failures[0]
}

/** Those of the files whose beginning looks right; all of one ending are looked at where `most` is not given. */
export async function filesLike(
  source: ImportSource,
  ending: RegExp,
  looks: (head: string) => boolean,
  most = Infinity,
): Promise<string[]> {
  const found: string[] = []
  for (const file of source.labelFiles.filter((each) => ending.test(each)).slice(0, most))
    if (looks(await readHead(join(source.folder, file)))) found.push(file)
  return found
}
