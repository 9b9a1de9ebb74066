import { resolve } from 'node:path'
import { ExportTarget } from '../../../shared/models/schema'
import { createdBy } from '../../../shared/version'
import { exportModel } from '../../models/exportModel'
import { readChoice } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const exportModelCommand = defineCommand({
  name: 'export-model',
  declare: (command) =>
    command
      .description('A model for elsewhere, with manifest, labels, model card, examples and a parity report.')
      .argument('<project>', 'project folder')
      .argument('<out>', 'folder to write to; new, empty, or with an earlier export')
      .option('--run <run>', 'its name, latest or best', 'latest')
      .option('--to <target>', ExportTarget.options.join(', '), readChoice(ExportTarget.options), 'onnx'),
  run: ([folder, out], { run, to }, { progress, signal }) =>
    withProject(folder, async (project) => {
      const { files, inputs, outputs, parity } = await exportModel(project, {
        runId: project.run(String(run)).id,
        target: to as ExportTarget,
        folder: resolve(out),
        createdBy,
        signal,
        onProgress: (done, total) => progress(done, total, 'Predicting'),
      })
      const { images, maxBoxDifferencePx, maxScoreDifference } = parity
      return {
        files: files.map(({ name }) => name),
        inputs,
        outputs,
        parity: { images, maxBoxDifferencePx, maxScoreDifference },
      }
    }),
  describe: ({ files, parity }) =>
    [
      `Wrote ${files.join(', ')}.`,
      `On ${parity.images} pictures it differs from the studio by at most ${parity.maxBoxDifferencePx.toFixed(4)} px ` +
        `and ${parity.maxScoreDifference.toExponential(1)} in score.`,
    ].join('\n'),
})
