import { join } from 'node:path'
import { assertHasModel } from '../models/assertHasModel'
import { MODEL_FOLDER } from '../models/runModel'
import { withProject } from './withProject'

/** Folder of the exported model that a run of a project keeps. Throws `run-not-found`, `run-without-model`. */
export function modelFolderOf(projectFolder: string, runName: string): Promise<string> {
  return withProject(projectFolder, async (project) => {
    const run = project.run(runName)
    assertHasModel(run)
    return join(project.runFolder(run.id), MODEL_FOLDER)
  })
}
