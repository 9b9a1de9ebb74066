import { figureText } from '../../../shared/text/count'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const runsCommand = defineCommand({
  name: 'runs',
  declare: (command) =>
    command
      .description('All runs of a project, imported predictions among them.')
      .argument('<project>', 'project folder'),
  run: ([folder]) =>
    withProject(folder, async (project) => ({
      runs: project.listRuns().map((run) => ({
        run: run.id,
        name: run.name,
        started: new Date(run.startedAt).toISOString(),
        status: run.status,
        preset: run.preset,
        origin: run.origin,
        starred: run.starred,
        notes: run.notes,
        val: run.val ?? run.summary?.val ?? null,
        model: run.reviewable && run.origin === 'trained' ? `runs/${run.id}/model` : null,
      })),
    })),
  describe: ({ runs }) =>
    runs.length === 0
      ? 'No run yet.'
      : runs
          .map(
            ({ run, name, status, preset, origin, val }) =>
              `${run}  ${name}  ${origin === 'trained' ? preset : origin}  ${status}  AP ${figureText(val?.AP ?? null)}  AP50 ${figureText(val?.AP50 ?? null)}`,
          )
          .join('\n'),
})
