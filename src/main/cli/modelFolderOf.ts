import { join } from 'node:path'
import { MODEL_FOLDER } from '../models/runModel'
import { runOf } from './runOf'
import { withProject } from './withProject'

/** Folder of the exported model that a run of a project keeps. */
export function modelFolderOf(projectFolder: string, runName: string): Promise<string> {
  return withProject(projectFolder, async (project) => {
    const run = runOf(project, runName)
    return join(project.runFolder(run.id), MODEL_FOLDER)
  })
}
