import { verifyProject } from '../../project/verifyService'
import { defineCommand } from '../types'

export const verifyCommand = defineCommand({
  name: 'verify',
  declare: (command) =>
    command
      .description('Checks the database, the pictures and the checkpoints of a project.')
      .argument('<project>', 'project folder')
      .option('--repair', 'mends what can be mended, after a backup'),
  run: ([folder], options) => verifyProject(folder, { repair: options.repair === true }),
  describe: ({ ok, problems }) =>
    ok ? 'Everything is in order.' : problems.map((p) => JSON.stringify(p)).join('\n'),
  isFailure: ({ ok }) => !ok,
})
