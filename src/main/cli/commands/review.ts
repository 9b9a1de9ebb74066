import { MarkWeight, Verdict } from '../../../shared/review/schema'
import { giveVerdict } from '../../review/reviewService'
import { readChoice, readPositive } from '../optionReaders'
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
      .option('--weight <number>', 'loss weight of a hard negative, 1 to 100', readPositive)
      .option('--run <run>', 'its name, latest or best', 'latest'),
  run: ([folder], { run, id, as, weight }) =>
    withProject(folder, async (project) => {
      const verdict = as as Verdict
      const given = { verdict, weight: MarkWeight.parse(weight ?? null) }
      giveVerdict(project, project.run(String(run)).id, String(id), given, Date.now())
      return { id: String(id), verdict }
    }),
  describe: ({ id, verdict }) => `${id}: ${verdict}.`,
})
