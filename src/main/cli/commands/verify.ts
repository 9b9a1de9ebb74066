import { type VerifyProblem, verifyProject } from '../../project/verifyService'
import { defineCommand } from '../types'

export const verifyCommand = defineCommand({
  name: 'verify',
  declare: (command) =>
    command
      .description('Checks the database, the pictures, the checkpoints and the models of a project.')
      .argument('<project>', 'project folder')
      .option('--repair', 'mends what can be mended, after a backup'),
  run: ([folder], options) => verifyProject(folder, { repair: options.repair === true }),
  describe: ({ ok, problems }) =>
    [
      ...problems.map(problemText),
      ...(ok ? [`Everything is in order${problems.length > 0 ? ' now' : ''}.`] : []),
    ].join('\n'),
  isFailure: ({ ok }) => !ok,
})

function problemText({ code, message, repaired }: VerifyProblem): string {
  return `${code}: ${message}${repaired ? ' (repaired)' : ''}`
}
