import { resolve } from 'node:path'
import { countText, figureText } from '../../../shared/text/count'
import { durationText } from '../../../shared/text/duration'
import { Preset, type TrainConfigInput } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { withAssignments } from '../../../shared/training/settings'
import { readSettingsObject } from '../../trainer/settingsFile'
import { collect, readChoice, readInteger, readPositive } from '../optionReaders'
import { createTraining, followRun } from '../trainingRun'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const trainCommand = defineCommand({
  name: 'train',
  declare: (command) =>
    command
      .description('One training run. Ctrl+C saves it; --resume goes on.')
      .argument('<project>', 'project folder')
      .option('--preset <preset>', Preset.options.join(', '), readChoice(Preset.options))
      .option('--config <file.json>', 'settings to start from')
      .option(
        '--set <path=value>',
        'a setting by its path, e.g. loss.focal.gamma=3; may be given again',
        collect,
      )
      .option('--seed <n>', 'of the split, the weights and the order of pictures', readInteger)
      .option('--time-limit <seconds>', 'stop and keep the best after so long', readPositive)
      .option('--resume <run>', 'go on with a run that was paused, interrupted or failed')
      .option('--device <device>', 'auto, gpu or cpu', readChoice(['auto', 'gpu', 'cpu'] as const)),
  run: ([folder], options, context) =>
    withProject(folder, async (project) => {
      const training = createTraining(project, context)
      const begun =
        typeof options.resume === 'string'
          ? await training.resume(project.run(options.resume).id)
          : await training.start(await readConfig(options))
      return resultOf(await followRun(training, begun.id, context))
    }),
  describe: (result) =>
    [
      `${result.run}: AP ${figureText(result.val?.AP ?? null)}, AP50 ${figureText(result.val?.AP50 ?? null)} on validation.`,
      `${countText(result.steps, 'step')} in ${result.epochs} epochs, ${durationText(result.seconds)} of training, ` +
        `${result.imagesPerSecond.toFixed(1)} pictures a second on the ${result.backend?.device ?? '?'}.`,
      `Stopped because: ${result.stoppedBecause}.`,
    ].join('\n'),
})

async function readConfig(options: Record<string, unknown>) {
  const base = typeof options.config === 'string' ? await readSettingsObject(resolve(options.config)) : {}
  const given: TrainConfigInput = {
    ...base,
    ...(options.preset === undefined ? {} : { preset: options.preset as Preset }),
    ...(options.seed === undefined ? {} : { seed: options.seed as number }),
    ...(options.timeLimit === undefined ? {} : { timeLimitSeconds: options.timeLimit as number }),
    ...(options.device === undefined ? {} : { device: options.device as 'auto' | 'gpu' | 'cpu' }),
  }
  return withAssignments(given, (options.set as string[] | undefined) ?? [])
}

function resultOf(run: RunRecord) {
  const { summary } = run
  return {
    run: run.id,
    backend: run.backend === null ? null : pickBackend(run.backend),
    images: summary?.images ?? 0,
    steps: summary?.steps ?? 0,
    epochs: summary?.epochs ?? 0,
    seconds: summary?.seconds ?? 0,
    imagesPerSecond: summary?.imagesPerSecond ?? 0,
    stoppedBecause: summary?.stoppedBecause ?? run.status,
    val: run.val ?? summary?.val ?? null,
    lossParts: summary?.lossParts ?? null,
    model: run.reviewable ? `runs/${run.id}/model` : null,
  }
}

const pickBackend = ({ name, device, reason }: NonNullable<RunRecord['backend']>) => ({
  name,
  device,
  reason,
})
