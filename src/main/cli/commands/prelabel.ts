import { StudioError } from '../../../shared/result'
import { groupedText } from '../../../shared/text/count'
import { readCocoMap } from '../../proposals/cocoMap'
import { propose } from '../../proposals/propose'
import { collect, readFraction } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

/** Where the studio's own sliders stand at first. */
const DEFAULT_THRESHOLD = 0.3

export const prelabelCommand = defineCommand({
  name: 'prelabel',
  declare: (command) =>
    command
      .description('Proposals on unlabelled pictures, kept apart from labels until a person accepts them.')
      .argument('<project>', 'project folder')
      .option('--run <run>', 'run that proposes: its name, latest or best (default: latest)')
      .option('--coco', 'the shipped network proposes, by its 80 COCO classes')
      .option(
        '--map <coco=class>',
        'a COCO class and the project’s class that it means; may be given again (default: classes of the same name)',
        collect,
      )
      .option('--threshold <score>', 'nothing under this score', readFraction, DEFAULT_THRESHOLD),
  run: ([folder], { run, coco, map, threshold }, { signal, progress }) =>
    withProject(folder, async (project) => {
      const pairs = (map as string[] | undefined) ?? []
      if (coco === true && run !== undefined)
        throw new StudioError('invalid-input', 'Either --run or --coco proposes, not both.')
      if (coco !== true && pairs.length > 0)
        throw new StudioError('invalid-input', '--map says what COCO classes mean; it goes with --coco.')
      const source =
        coco === true
          ? { from: 'coco' as const, map: readCocoMap(pairs, project.listClasses()) }
          : { from: 'run' as const, runId: project.run(String(run ?? 'latest')).id }
      const imageIds = project
        .listImages()
        .filter(({ state, problem }) => state === 'unlabelled' && problem === null)
        .map(({ id }) => id)
      if (imageIds.length === 0) return { images: 0, proposals: 0 }
      const { images, proposals } = await propose(
        project,
        { source, imageIds, threshold: threshold as number },
        { signal, onProgress: (done, total) => progress(done, total, 'Predicting') },
      )
      return { images, proposals }
    }),
  describe: ({ images, proposals }) =>
    images === 0
      ? 'Every picture is labelled or reviewed already.'
      : `${groupedText(proposals)} proposed on ${groupedText(images)} unlabelled ${images === 1 ? 'picture' : 'pictures'}.`,
})
