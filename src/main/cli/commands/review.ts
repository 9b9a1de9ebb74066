import { Verdict } from '../../../shared/review/schema'
import { giveVerdict } from '../../review/reviewService'
import { readChoice } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const reviewCommand = defineCommand({
  name: 'review',
  declare: (command) =>
    command
      .description('Gives a mistake a verdict, as Review in the studio would.')
      .argument('<project>', 'project folder')
      .requiredOption('--id <id>', 'id of the mistake, from the command errors')
      .requiredOption('--as <verdict>', Verdict.options.join(', '), readChoice(Verdict.options))
      .option('--run <run>', 'its name, latest or best', 'latest'),
  run: ([folder], { run, id, as }) =>
    withProject(folder, async (project) => {
      const verdict = as as Verdict
      giveVerdict(project, project.run(String(run)).id, String(id), verdict, Date.now())
      return { id: String(id), verdict }
    }),
  describe: ({ id, verdict }) => `${id}: ${verdict}.`,
})
