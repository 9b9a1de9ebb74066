import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StudioError } from '../../shared/result'

/** The folder `resources/models`, found upwards from the built program; FOCAL_RESOURCES names another. */
export function modelsFolder(from: string = import.meta.dirname): string {
  const named = process.env.FOCAL_RESOURCES
  if (named !== undefined) return join(named, 'models')
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources', 'models')
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) {
      throw new StudioError(
        'model-invalid',
        'The trained trunk is missing from this installation.',
        'Install it again.',
      )
    }
  }
}
