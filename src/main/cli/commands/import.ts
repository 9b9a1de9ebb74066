import { resolve } from 'node:path'
import type { Split } from '../../../shared/annotation/schema'
import type { ImportNote } from '../../../shared/project/schema'
import { countText } from '../../../shared/text/count'
import { escapeOdd } from '../../../shared/text/escapeOdd'
import { formats } from '../../formats/index'
import { mapClasses } from '../../project/importMapping'
import { importInto } from '../../project/importService'
import { countSplits } from '../../project/sourceSplits'
import { mappingText } from '../mappingText'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const importCommand = defineCommand({
  name: 'import',
  declare: (command) =>
    command
      .description('Adds pictures and boxes to a project. The pictures stay where they are.')
      .argument('<project>', 'project folder')
      .argument('<source>', 'folder of pictures, label file, folder of label files, or a zip of these')
      .option('--format <name>', `auto, ${formats.map(({ name }) => name).join(', ')}`, 'auto')
      .option('--images <dir>', 'where the pictures of a label file lie')
      .option('--split <file.json>', '{"train":[...],"val":[...],"test":[...]} of file names')
      .option('--dry-run', 'only says what would come in'),
  run: ([folder, source], options, { progress, say, signal }) =>
    withProject(folder, async (project) => {
      const report = await importInto(project, resolve(source), {
        format: String(options.format),
        ...(typeof options.images === 'string' ? { imagesDir: resolve(options.images) } : {}),
        ...(typeof options.split === 'string' ? { splitFile: resolve(options.split) } : {}),
        dryRun: options.dryRun === true,
        onPlan: (plan) => {
          if (plan.classes.length > 0) say(mappingText(mapClasses(project, plan), project.listClasses()))
          const splits = options.split === undefined ? countSplits(plan) : null
          if (splits !== null) say(`Split of the source: ${splitText(splits)}`)
        },
        onProgress: (done: number, total: number | null) => progress(done, total, 'Reading pictures'),
        signal,
      })
      const { images, boxes, classes, repaired, rejected } = report
      return { images, boxes, classes, repaired, rejected }
    }),
  describe: ({ images, boxes, classes, repaired, rejected }) =>
    [
      `${countText(images, 'picture')} and ${countText(boxes, 'box', 'boxes')} came in` +
        `${classes.length > 0 ? `: ${classes.map((c) => `${escapeOdd(c.name)} ${c.boxes}`).join(', ')}` : ''}.`,
      ...repaired.map((note) => `Repaired: ${noteText(note)}`),
      ...rejected.map((note) => `Refused: ${noteText(note)}`),
    ].join('\n'),
})

function splitText({ train, val, test }: Record<Split, number>): string {
  return val === 0
    ? `${test} stay test; it has none for validation, so the others are dealt.`
    : `${train} train, ${val} val, ${test} test.`
}

function noteText({ what, count, examples }: ImportNote): string {
  return `${what}, ${count} times${examples.length > 0 ? `, e.g. ${examples.slice(0, 3).join('; ')}` : ''}`
}
