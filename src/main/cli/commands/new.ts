import { resolve } from 'node:path'
import { ProjectService } from '../../project/projectService'
import { defineCommand } from '../types'

export const newCommand = defineCommand({
  name: 'new',
  declare: (command) =>
    command
      .description('Makes an empty project folder.')
      .argument('<project>', 'folder of the project')
      .option('--name <name>', 'name of the project; else that of the folder'),
  async run([folder], { name }) {
    const project = await ProjectService.create(resolve(folder), typeof name === 'string' ? { name } : {})
    const summary = project.summary()
    await project.close()
    return { project: summary.folder, name: summary.name }
  },
  describe: ({ project, name }) => `Made the project ${name} in ${project}.`,
})
