import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StudioError } from '../../shared/result'
import { decodeModel, MODEL_JSON, MODEL_WEIGHTS, type Model } from '../detector/modelFile'
import { errorCodeOf } from '../fs/fileSystem'
import { ioError } from '../fs/ioError'

/** Folder of a run that holds its exported model. */
export const MODEL_FOLDER = 'model'

/** The trained model of a run. Throws `run-not-finished` where training wrote none, `model-invalid` where it is damaged. */
export async function readRunModel(runFolder: string): Promise<Model> {
  try {
    const [json, weights] = await Promise.all([
      readFile(join(runFolder, MODEL_JSON), 'utf8'),
      readFile(join(runFolder, MODEL_WEIGHTS)),
    ])
    return decodeModel(json, weights)
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') {
      throw new StudioError(
        'run-not-finished',
        'This run has no model yet.',
        'Let the run finish, or stop it with "Stop and keep".',
        { cause },
      )
    }
    throw ioError(cause, 'Reading the model', runFolder)
  }
}
