import { Split } from '../../../shared/annotation/schema'
import { queue } from '../../review/reviewService'
import { readChoice, readFraction } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

const kinds = ['fp', 'fn', 'all'] as const

export const errorsCommand = defineCommand({
  name: 'errors',
  declare: (command) =>
    command
      .description('What a run got wrong, worst first: false positives and misses.')
      .argument('<project>', 'project folder')
      .option('--run <run>', 'its name, latest or best', 'latest')
      .option('--split <split>', 'train, val or test', readChoice(Split.options), 'val')
      .option('--kind <kind>', 'fp, fn or all', readChoice(kinds), 'all')
      .option(
        '--threshold <score>',
        'detections under it are as if they were not there; else the threshold chosen for the run, or 0.3',
        readFraction,
      ),
  run: ([folder], { run, split, kind, threshold }) =>
    withProject(folder, async (project) => {
      const { id: runId, thresholds } = project.run(String(run))
      const least = threshold ?? thresholds?.overall
      const { errors } = queue(project, {
        runId,
        split: split as Split,
        kind: kind as (typeof kinds)[number],
        ...(least === undefined ? {} : { threshold: least as number }),
      })
      return {
        errors: errors.map((error) => ({
          id: error.id,
          kind: error.kind,
          image: error.imagePath,
          class: error.className,
          score: error.score,
          box: sides(error.box),
          groundTruth: error.groundTruth === null ? null : sides(error.groundTruth),
          iou: error.iou,
          hardness: error.hardness,
          cause: error.cause,
          verdict: error.verdict,
        })),
      }
    }),
  describe: ({ errors }) =>
    errors.length === 0
      ? 'No mistakes.'
      : errors
          .map(
            (e) =>
              `${e.id}  ${e.kind}  ${e.class}  ${e.score === null ? 'missed' : e.score.toFixed(3)}  ${e.cause}  ${e.image}` +
              `${e.verdict === null ? '' : `  (${e.verdict})`}`,
          )
          .join('\n'),
})

const sides = (box: { x1: number; y1: number; x2: number; y2: number }) => [box.x1, box.y1, box.x2, box.y2]
