import { SuspectKind } from '../../../shared/labels/schema'
import { listSuspects } from '../../labelErrors/suspectService'
import { readChoice, readPositive } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const suspectsCommand = defineCommand({
  name: 'suspects',
  declare: (command) =>
    command
      .description('Labels that are probably wrong, most worth a look first; from a k-fold run (folds).')
      .argument('<project>', 'project folder')
      .option('--run <run>', 'its name; left out: the newest k-fold run, or else the newest run')
      .option('--limit <n>', 'list so many', readPositive)
      .option('--kind <kind>', SuspectKind.options.join(', '), readChoice(SuspectKind.options))
      .option('--include-test', 'show test pictures too'),
  run: ([folder], options) =>
    withProject(folder, async (project) => {
      const folds = project
        .listRuns()
        .findLast(
          ({ origin, reviewable, deletedAt }) => origin === 'folds' && reviewable && deletedAt === null,
        )
      const run =
        options.run === undefined ? (folds ?? project.run('latest')) : project.run(String(options.run))
      const list = listSuspects(project, { runId: run.id, includeTest: options.includeTest === true })
      const wanted = list.suspects.filter(({ kind }) => options.kind === undefined || kind === options.kind)
      return {
        run: run.id,
        images: list.images,
        labels: list.labels,
        basis: list.basis,
        blind: list.blind,
        suspects: wanted.slice(0, (options.limit as number | undefined) ?? wanted.length).map((suspect) => ({
          id: suspect.id,
          kind: suspect.kind,
          image: suspect.imagePath,
          class: suspect.label?.className ?? null,
          label: suspect.label === null ? null : sides(suspect.label.box),
          suggestedClass: suspect.prediction.className,
          suggested: sides(suspect.prediction.box),
          score: suspect.prediction.score,
          probability: suspect.prediction.probability,
          labelScore: suspect.labelScore,
          suspicion: suspect.suspicion,
          why: suspect.why,
          verdict: suspect.verdict,
        })),
      }
    }),
  describe: ({ basis, blind, suspects }) =>
    [
      basis,
      ...blind,
      ...suspects.map(
        ({ id, kind, image, suspicion, why, verdict }) =>
          `${suspicion.toFixed(3)}  ${kind.padEnd(12)}  ${image}  ${why}  ${id}${verdict === null ? '' : `  (${verdict})`}`,
      ),
    ].join('\n'),
})

const sides = (box: { x1: number; y1: number; x2: number; y2: number }) => [box.x1, box.y1, box.x2, box.y2]
