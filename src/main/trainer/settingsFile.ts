import { readFile, stat } from 'node:fs/promises'
import { StudioError } from '../../shared/result'
import type { TrainConfig, TrainConfigInput } from '../../shared/training/config/index'
import { parseTrainConfig } from '../../shared/training/settings'
import { atomicWrite } from '../fs/atomicWrite'

/** Settings are a few kilobytes; a larger file is another one chosen by mistake. */
const MAX_BYTES = 1024 * 1024

/** Writes every setting as JSON, for `--config`, for another project, or to keep. */
export function writeSettingsFile(file: string, config: TrainConfig): Promise<void> {
  return atomicWrite(file, `${JSON.stringify(config, null, 2)}\n`)
}

/**
 * Reads settings from JSON; what the file leaves out is at its default. Throws `config-invalid` for a file that
 * cannot be read, is no JSON object, or holds a setting that does not exist or a value that is not allowed.
 */
export async function readSettingsFile(file: string): Promise<TrainConfig> {
  return parseTrainConfig(await readSettingsObject(file))
}

/** As `readSettingsFile`, with only the outermost shape checked: for settings that others are laid over. */
export async function readSettingsObject(file: string): Promise<TrainConfigInput> {
  try {
    if ((await stat(file)).size > MAX_BYTES) throw new Error('it is too large to be a file of settings')
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'))
    // What is wrong inside is told by the schema, with its path.
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed
    throw new Error('it holds no object')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StudioError(
      'config-invalid',
      `The settings in ${file} cannot be read: ${reason}.`,
      'Choose a JSON file of settings, for instance one that the studio exported.',
      { cause },
    )
  }
}
