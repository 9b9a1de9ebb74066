import { join } from 'node:path'
import { MODEL_FOLDER } from '../models/runModel'
import { withProject } from './withProject'

/** Folder of the exported model that a run of a project keeps. Throws `run-not-found`. */
export function modelFolderOf(projectFolder: string, runName: string): Promise<string> {
  return withProject(projectFolder, async (project) =>
    join(project.runFolder(project.run(runName).id), MODEL_FOLDER),
  )
}
