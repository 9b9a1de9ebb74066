import { countText, figureText } from '../../shared/text/count'
import type { ScoreReport } from '../evaluation/score'

/** The figures of an evaluation as a few lines for people. */
export function describeEvaluation(report: ScoreReport & { notJudged?: number }): string {
  const { tide, notJudged = 0 } = report
  return [
    `AP ${figureText(report.AP)}  AP50 ${figureText(report.AP50)}  AP75 ${figureText(report.AP75)}  ` +
      `small ${figureText(report.APsmall)}  medium ${figureText(report.APmedium)}  large ${figureText(report.APlarge)}`,
    ...report.perClass.map(
      (c) =>
        `  ${c.name}: AP ${figureText(c.AP)}, AP50 ${figureText(c.AP50)}, precision ${figureText(c.precision)} and ` +
        `recall ${figureText(c.recall)} at ${figureText(c.threshold)}`,
    ),
    ...(tide === null
      ? []
      : [
          `AP50 points lost: class ${tide.Cls.toFixed(1)}, place ${tide.Loc.toFixed(1)}, both ${tide.Both.toFixed(1)}, ` +
            `duplicate ${tide.Dupe.toFixed(1)}, background ${tide.Bkg.toFixed(1)}, missed ${tide.Miss.toFixed(1)}`,
        ]),
    ...(notJudged === 0
      ? []
      : [`${countText(notJudged, 'picture')} left out: the file is gone, or cannot be read.`]),
  ].join('\n')
}
