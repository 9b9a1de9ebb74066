import { InvalidArgumentError } from 'commander'
import { StudioError } from '../../../shared/result'
import type { SweepMean } from '../../../shared/sweep/schema'
import { figureText } from '../../../shared/text/count'
import { Preset } from '../../../shared/training/config/index'
import { sweep, sweepMeans } from '../../trainer/sweep/sweep'
import { collect, readChoice } from '../optionReaders'
import { createTraining, followRun } from '../trainingRun'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const sweepCommand = defineCommand({
  name: 'sweep',
  declare: (command) =>
    command
      .description(
        'A run for each combination of settings and each seed. Begun again, it goes on where it was.',
      )
      .argument('<project>', 'project folder')
      .requiredOption(
        '--grid <path=v1,v2>',
        'values of a setting, e.g. loss.focal.gamma=0,1,2; may be given again',
        collect,
      )
      .option('--preset <preset>', Preset.options.join(', '), readChoice(Preset.options), 'quick' as const)
      .option('--seeds <list>', 'one run for each, e.g. 1,2,3', readSeeds, [1])
      .option('--set <path=value>', 'a setting of all runs; may be given again', collect),
  run: ([folder], options, context) =>
    withProject(folder, async (project) => {
      const training = createTraining(project, context)
      const { rows, best } = await sweep(
        {
          base: { preset: options.preset as Preset },
          fixed: (options.set as string[] | undefined) ?? [],
          grid: options.grid as string[],
          seeds: options.seeds as number[],
        },
        {
          project,
          training,
          follow: async (runId) => {
            const run = await followRun(training, runId, context)
            if (context.signal.aborted)
              throw new StudioError('cancelled', 'The sweep was stopped; begun again, it goes on.')
            return run
          },
          onRun: (place, total, settings, seed) =>
            context.say(`Run ${place + 1} of ${total}: ${settingsText(settings)}, seed ${seed}`),
        },
      )
      return { rows, best }
    }),
  describe: ({ rows, best }) => {
    const lines = sweepMeans(rows).map(rowText)
    return [
      'mean AP  (lowest to highest)  AP50   FP/picture  recall  settings',
      ...lines,
      ...(best === null ? [] : [`Best: ${settingsText(best.settings)}`]),
    ].join('\n')
  },
})

function rowText({ settings, AP, AP50, fpPerImage, recall, spreadAP }: SweepMean): string {
  const spread = spreadAP === null ? '' : `(${figureText(spreadAP[0])} to ${figureText(spreadAP[1])})`
  const fp = fpPerImage === null ? '-' : fpPerImage.toFixed(2)
  return `${figureText(AP).padEnd(8)} ${spread.padEnd(20)} ${figureText(AP50).padEnd(6)} ${fp.padStart(10)}  ${figureText(recall).padEnd(6)}  ${settingsText(settings)}`
}

function settingsText(settings: Record<string, unknown>): string {
  const entries = Object.entries(settings)
  return entries.length === 0
    ? 'the settings as they are'
    : entries
        .map(([path, value]) => `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(' ')
}

function readSeeds(text: string): number[] {
  const seeds = text.split(',').map(Number)
  if (seeds.length === 0 || seeds.some((seed) => !Number.isInteger(seed) || seed < 0)) {
    throw new InvalidArgumentError('Write whole numbers, e.g. 1,2,3.')
  }
  return [...new Set(seeds)]
}
