import { dirname, join } from 'node:path'
import { importInto } from '../importService'
import { ProjectService } from '../projectService'

/** Takes a set into a new project, as the command line does; for the bench. */
export async function importOnce(folder: string, source: string) {
  const project = await ProjectService.create(folder, { grantsFile: join(dirname(folder), 'grants.json') })
  try {
    return await importInto(project, source)
  } finally {
    await project.close()
  }
}
