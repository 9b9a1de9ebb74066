import { InvalidArgumentError } from 'commander'
import { FOLDS } from '../../../shared/labels/schema'
import { StudioError } from '../../../shared/result'
import { countText } from '../../../shared/text/count'
import { durationText } from '../../../shared/text/duration'
import { Preset } from '../../../shared/training/config/index'
import { withAssignments } from '../../../shared/training/settings'
import { planFolds } from '../../trainer/foresee'
import { collect, readChoice, readInteger, readPositive } from '../optionReaders'
import { createTraining, followRun } from '../trainingRun'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const foldsCommand = defineCommand({
  name: 'folds',
  declare: (command) =>
    command
      .description(
        'A k-fold run: every labelled picture is predicted by a model that has not seen it. Begun again, it goes on where it was.',
      )
      .argument('<project>', 'project folder')
      .option('--k <n>', `folds, ${FOLDS.min} to ${FOLDS.max}`, readFolds, FOLDS.initial)
      .option('--preset <preset>', Preset.options.join(', '), readChoice(Preset.options), 'quick' as const)
      .option('--seed <n>', 'of the folds, the weights and the order of pictures', readInteger, 1)
      .option('--set <path=value>', 'a setting of all folds; may be given again', collect)
      .option('--time-limit <seconds>', 'stop each fold and keep its best after so long', readPositive)
      .option('--device <device>', 'auto, gpu or cpu', readChoice(['auto', 'gpu', 'cpu'] as const))
      .option('--include-test', 'take the test pictures too, which are otherwise left alone'),
  run: ([folder], options, context) =>
    withProject(folder, async (project) => {
      const training = createTraining(project, context)
      const config = withAssignments(
        {
          preset: options.preset as Preset,
          seed: options.seed as number,
          ...(options.timeLimit === undefined ? {} : { timeLimitSeconds: options.timeLimit as number }),
          ...(options.device === undefined ? {} : { device: options.device as 'auto' | 'gpu' | 'cpu' }),
        },
        (options.set as string[] | undefined) ?? [],
      )
      const request = { config, k: options.k as number, includeTest: options.includeTest === true }
      const plan = await planFolds(project, request)
      for (const { message, hint } of plan.problems) context.say(`${message} ${hint}`)
      const begun = await training.checkLabels(request)
      const run = begun.status === 'finished' ? begun : await followRun(training, begun.id, context)
      if (!run.reviewable)
        throw new StudioError('cancelled', 'The check was stopped; begun again, it goes on.')
      return {
        run: run.id,
        k: request.k,
        images: plan.pictures,
        groups: plan.groups,
        testLeftOut: plan.testLeftOut,
        seconds: run.summary?.seconds ?? 0,
      }
    }),
  describe: ({ run, k, images, seconds }) =>
    `${run}: ${countText(images, 'picture')} predicted out of fold, in ${k} trainings of ${durationText(seconds)} in all.`,
})

function readFolds(text: string): number {
  const k = readInteger(text)
  if (k < FOLDS.min || k > FOLDS.max)
    throw new InvalidArgumentError(`It has to be ${FOLDS.min} to ${FOLDS.max}.`)
  return k
}
