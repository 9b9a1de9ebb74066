import { resolve } from 'node:path'
import { Split } from '../../../shared/annotation/schema'
import { countText } from '../../../shared/text/count'
import { exportLabels, writingFormats } from '../../labelExport/exportLabels'
import { readChoice } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

const names = writingFormats.map(({ name }) => name)

export const exportCommand = defineCommand({
  name: 'export',
  declare: (command) =>
    command
      .description(
        'Labels for elsewhere. What is written is read back and compared before it takes its place.',
      )
      .argument('<project>', 'project folder')
      .argument('<out>', 'folder to write to; new, empty, or with an earlier export')
      .requiredOption('--format <name>', names.join(', '), readChoice(names))
      .option('--with-images', 'copies the pictures too, byte for byte')
      .option('--unlabelled', 'lists pictures without labels too')
      .option('--split <split>', Split.options.join(', '), readChoice(Split.options)),
  run: ([folder, out], options, { progress, signal }) =>
    withProject(folder, async (project) => {
      const request = {
        format: String(options.format),
        withImages: options.withImages === true,
        unlabelled: options.unlabelled === true,
        split: (options.split as Split | undefined) ?? null,
      }
      const { files, images, boxes, classes, notes, roundTrip } = await exportLabels(
        project,
        resolve(out),
        request,
        {
          signal,
          onProgress: progress,
        },
      )
      return { files, images, boxes, classes, notes, roundTrip }
    }),
  describe: ({ files, images, boxes, classes, notes }) =>
    [
      `Wrote ${countText(files, 'file')} with ${countText(boxes, 'box', 'boxes')} on ${countText(images, 'picture')}; read back, they are the same.`,
      `Classes in their order: ${classes.map((each) => `${each.name} ${each.boxes}`).join(', ')}.`,
      ...notes.map(({ what, count }) => `Note: ${what}, ${count} times.`),
    ].join('\n'),
})
