import { Split } from '../../../shared/annotation/schema'
import { StudioError } from '../../../shared/result'
import { figureText } from '../../../shared/text/count'
import { compareRuns } from '../../compare/compareRuns'
import { readChoice } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const compareCommand = defineCommand({
  name: 'compare',
  declare: (command) =>
    command
      .description('Two runs side by side: settings, figures, and box by box what became better and worse.')
      .argument('<project>', 'project folder')
      .requiredOption('--runs <a,b>', 'two runs: names, latest or best')
      .option('--split <split>', 'train, val or test', readChoice(Split.options), 'val'),
  run: ([folder], { runs, split }, { progress, signal }) =>
    withProject(folder, async (project) => {
      const [a, b, ...more] = String(runs)
        .split(',')
        .map((name) => name.trim())
      if (!a || !b || more.length > 0) {
        throw new StudioError(
          'invalid-input',
          `--runs ${String(runs)} does not name two runs`,
          'Write e.g. --runs run-0001,run-0002.',
        )
      }
      const report = await compareRuns(
        project,
        { a, b, split: split as Split },
        { signal, onProgress: (done, total) => progress(done, total, 'Predicting') },
      )
      const { data, counts } = report
      return {
        a: report.a.runId,
        b: report.b.runId,
        split: report.split,
        images: report.images,
        leftOut: report.leftOut,
        thresholds: { a: report.a.threshold, b: report.b.threshold },
        thresholdsKept: { a: report.a.isKept, b: report.b.isKept },
        settings: report.settings ?? [],
        metrics: report.metrics,
        boxes: {
          fixed: counts.fixed,
          regressed: counts.regressed,
          stillWrong: counts.stillWrong,
          newFalsePositives: counts.newFalsePositive,
          falsePositivesGone: counts.goneFalsePositive,
        },
        data: data === null ? null : withoutPictures(data),
        cautions: report.cautions,
      }
    }),
  describe: ({ a, b, settings, metrics, boxes, cautions, images, split, thresholds, thresholdsKept }) =>
    [
      `${b} against ${a}, ${images} pictures of ${split}`,
      ...settings.map((each) => `  ${each.path}: ${JSON.stringify(each.a)} -> ${JSON.stringify(each.b)}`),
      ...metrics.map(
        ({ name, a: before, b: after, difference }) =>
          `  ${name.padEnd(10)} ${figureText(before)} -> ${figureText(after)}` +
          (difference?.low == null
            ? ''
            : `  (difference ${figureText(difference.value)}, 95 % from ${figureText(difference.low)} to ${figureText(difference.high)})`),
      ),
      `Judged at ${figureText(thresholds.a)} (${whose(thresholdsKept.a)}) and ${figureText(thresholds.b)} (${whose(thresholdsKept.b)})`,
      `Boxes: ${boxes.fixed} fixed, ${boxes.regressed} regressed, ${boxes.stillWrong} still wrong; ` +
        `false positives: ${boxes.newFalsePositives} new, ${boxes.falsePositivesGone} gone`,
      ...cautions,
    ].join('\n'),
})

const whose = (isKept: boolean) => (isKept ? 'kept with the run' : 'best F1')

/** The sums alone: which pictures they lie in is for the screen. */
function withoutPictures<T extends { images: unknown }>({ images: _images, ...sums }: T) {
  return sums
}
