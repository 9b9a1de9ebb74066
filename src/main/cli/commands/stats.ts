import { countText } from '../../../shared/text/count'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const statsCommand = defineCommand({
  name: 'stats',
  declare: (command) => command.description('What is in a project.').argument('<project>', 'project folder'),
  run: ([folder]) =>
    withProject(folder, async (project) => {
      const { images, boxes, classes, splits } = project.stats()
      return { images, boxes, classes, splits }
    }),
  describe: ({ images, boxes, classes, splits }) =>
    [
      `${countText(images.total, 'picture')}, ${images.labelled} labelled, ${images.empty} reviewed and empty.`,
      `${countText(boxes, 'box', 'boxes')} of ${countText(classes.length, 'class', 'classes')}:`,
      ...classes.map(
        (c) =>
          `  ${c.name}: ${countText(c.boxes, 'box', 'boxes')} in ${countText(c.images, 'picture')} ` +
          `(${c.small} small, ${c.medium} medium, ${c.large} large)`,
      ),
      `Splits: ${splits.train} train, ${splits.val} val, ${splits.test} test, ${splits.none} not dealt.`,
    ].join('\n'),
})
