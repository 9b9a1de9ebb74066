import { Split } from '../../../shared/annotation/schema'
import { createdBy } from '../../../shared/version'
import { evaluate } from '../../evaluation/evaluateService'
import { describeEvaluation } from '../describeEvaluation'
import { collect, readChoice } from '../optionReaders'
import { readAssignments } from '../readAssignments'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const evaluateCommand = defineCommand({
  name: 'evaluate',
  declare: (command) =>
    command
      .description(
        'COCO figures of a run, by class, with TIDE errors, best thresholds and the time a picture takes.',
      )
      .argument('<project>', 'project folder')
      .option('--run <run>', 'its name, latest or best', 'latest')
      .option('--split <split>', 'train, val or test', readChoice(Split.options), 'test')
      .option('--set <path=value>', 'minScore or maxDetections; may be given again', collect),
  run: ([folder], { run, split, set }, { progress, signal }) =>
    withProject(folder, (project) =>
      evaluate(
        project,
        String(run),
        { ...readAssignments(set as string[] | undefined), split: split as Split },
        { createdBy, signal, onProgress: (done, total) => progress(done, total, 'Predicting') },
      ),
    ),
  describe: describeEvaluation,
})
