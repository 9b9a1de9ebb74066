import { resolve } from 'node:path'
import type { PredictionPreview } from '../../../shared/predictions/schema'
import { StudioError } from '../../../shared/result'
import { figureText } from '../../../shared/text/count'
import { importPredictions, previewPredictions } from '../../predictions/importPredictions'
import type { ProjectService } from '../../project/projectService'
import { collect } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const importPredictionsCommand = defineCommand({
  name: 'import-predictions',
  declare: (command) =>
    command
      .description("Another detector's predictions as a run: to review, evaluate and compare like any other.")
      .argument('<project>', 'project folder')
      .argument('<source>', 'COCO results (JSON file), or a folder of YOLO text files with scores')
      .option('--name <name>', 'of the run')
      .option('--gt <coco.json>', 'the COCO file that image and category ids come from')
      .option('--classes <file>', 'names of the classes by number: data.yaml or one a line')
      .option('--map <theirs=ours>', 'a class under another name here; may be given again', collect)
      .option('--dry-run', 'only say what would come in'),
  run: ([folder, source], { name, gt, classes, map, dryRun }) =>
    withProject(folder, async (project) => {
      const request = {
        source: resolve(source),
        ...(gt === undefined ? {} : { groundTruth: resolve(String(gt)) }),
        ...(classes === undefined ? {} : { classes: resolve(String(classes)) }),
      }
      const mapping = (map as string[] | undefined)?.map((text) => readMapping(project, text)) ?? []
      if (dryRun === true) {
        const preview = await previewPredictions(project, request, mapping)
        if (preview.missing !== null)
          throw new StudioError('format-invalid', preview.missing.message, preview.missing.hint)
        return { run: null, name: null, val: null, ...shown(project, preview) }
      }
      const { run, preview } = await importPredictions(project, request, {
        mapping,
        ...(name === undefined ? {} : { name: String(name) }),
      })
      return { run: run.id, name: run.name, val: run.val, ...shown(project, preview) }
    }),
  describe: ({ run, name, val, format, detections, images, classes, repaired, rejected }) =>
    [
      run === null
        ? `${format}; nothing was written.`
        : `${run} (${name}): AP ${figureText(val?.AP ?? null)} on validation.`,
      `${detections} detections on ${images.train} train, ${images.val} val, ${images.test} test and ${images.none} other pictures` +
        (images.silent > 0
          ? `; ${images.silent} of them are not named there: nothing was found on them.`
          : '.'),
      ...classes.map(({ from, to, detections: count }) => `  ${from}: ${to ?? 'left out'}, ${count}`),
      ...[...repaired, ...rejected].map(
        ({ what, count, examples }) => `${count} x ${what}, e.g. ${examples[0]}`,
      ),
    ].join('\n'),
})

/** Classes by their names here. */
function shown(
  project: ProjectService,
  { format, detections, pictures, classes, repaired, rejected }: PredictionPreview,
) {
  const names = new Map(project.listClasses().map(({ id, name }) => [id, name]))
  return {
    format,
    detections,
    images: pictures,
    classes: classes.map(({ from, to, detections: count }) => ({
      from,
      to: to === null ? null : (names.get(to) ?? null),
      detections: count,
    })),
    repaired,
    rejected,
  }
}

function readMapping(project: ProjectService, text: string) {
  const equals = text.indexOf('=')
  const [from, ours] = [text.slice(0, equals).trim(), text.slice(equals + 1).trim()]
  const target = project.listClasses().find(({ name }) => name === ours)
  if (equals <= 0 || target === undefined) {
    throw new StudioError(
      'invalid-input',
      equals <= 0 ? `"${text}" is not of the form theirs=ours` : `The project has no class ${ours}.`,
      `It has ${project
        .listClasses()
        .map(({ name }) => name)
        .join(', ')}.`,
    )
  }
  return { from, to: target.id }
}
