import { Split } from '../../../shared/annotation/schema'
import type { VerdictReport } from '../../../shared/review/schema'
import { queue, report } from '../../review/reviewService'
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
        'detections under it are as if they were not there; else the thresholds kept with the run, overall and by class, or 0.3',
        readFraction,
      )
      .option('--fates', 'also what became of the verdicts of earlier rounds'),
  run: ([folder], { run, split, kind, threshold, fates }) =>
    withProject(folder, async (project) => {
      const { id: runId, thresholds } = project.run(String(run))
      const view = {
        runId,
        split: split as Split,
        threshold: (threshold as number | undefined) ?? (thresholds === null ? 0.3 : null),
      }
      const {
        errors,
        facts,
        threshold: from,
      } = queue(project, { ...view, kind: kind as (typeof kinds)[number] })
      return {
        facts,
        ...(fates === true && { verdicts: report(project, { ...view, threshold: from }) }),
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
  describe: ({ errors, verdicts }) =>
    errors.length === 0
      ? ['No mistakes.', ...fateLines(verdicts)].join('\n')
      : errors
          .map(
            (e) =>
              `${e.id}  ${e.kind}  ${e.class}  ${e.score === null ? 'missed' : e.score.toFixed(3)}  ${e.cause}  ${e.image}` +
              `${e.verdict === null ? '' : `  (${e.verdict})`}`,
          )
          .concat(fateLines(verdicts))
          .join('\n'),
})

/** What became of the verdicts of earlier rounds, a line each; then the false positives a picture, before and after. */
function fateLines(verdicts: VerdictReport | undefined): string[] {
  if (verdicts === undefined) return []
  const score = (value: number | null) => (value === null ? 'silent' : value.toFixed(3))
  const lines = verdicts.fates.map(
    ({ kind, outcome, className, scoreBefore, scoreNow, imagePath }) =>
      `${kind}  ${outcome}  ${className}  ${score(scoreBefore)} -> ${score(scoreNow)}  ${imagePath}`,
  )
  const pairs = [verdicts.sameThreshold, verdicts.bestThreshold].flatMap((pair) =>
    pair === null
      ? []
      : [
          `False positives a picture: ${pair.map((r) => `${r.fpPerImage.toFixed(3)} (${r.runId} at ${r.threshold.toFixed(2)})`).join(' -> ')}`,
        ],
  )
  return lines.concat(pairs)
}

const sides = (box: { x1: number; y1: number; x2: number; y2: number }) => [box.x1, box.y1, box.x2, box.y2]
