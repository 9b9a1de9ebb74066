import { ProjectService } from '../project/projectService'

/** Opens a project, does something with it, and closes it whatever happens. */
export async function withProject<T>(
  folder: string,
  action: (project: ProjectService) => Promise<T>,
): Promise<T> {
  const project = await ProjectService.open(folder)
  try {
    return await action(project)
  } finally {
    await project.close()
  }
}
