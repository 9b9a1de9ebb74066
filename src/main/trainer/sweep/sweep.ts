import { meanOrNull } from '../../../shared/evaluation/curve'
import { figuresAt } from '../../../shared/evaluation/tally'
import { commonThreshold } from '../../../shared/evaluation/threshold'
import type { RunId } from '../../../shared/ids'
import type { SweepMean, SweepRow } from '../../../shared/sweep/schema'
import type { TrainConfig, TrainConfigInput } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { diffSettings, withAssignments } from '../../../shared/training/settings'
import { classOutcomes } from '../../detector/evaluate/coco'
import { splitScene } from '../../evaluation/splitScene'
import type { ProjectService } from '../../project/projectService'
import type { TrainingService } from '../service'
import { type GridPoint, gridPoints } from './grid'

export interface SweepResult {
  rows: SweepRow[]
  /** The combination with the highest mean AP; null where no AP is defined. */
  best: SweepMean | null
}

export interface SweepRequest {
  base: TrainConfigInput
  /** `path=value` of every run. */
  fixed: readonly string[]
  /** `PATH=V1,V2,...`, each an axis of the grid. */
  grid: readonly string[]
  seeds: readonly number[]
}

/** How each run is carried out; the command line shows progress and saves on Ctrl+C in it. */
export interface SweepSurroundings {
  project: ProjectService
  training: Pick<TrainingService, 'start' | 'resume'>
  /** Waits until a run is over. Throws what is to end the sweep. */
  follow(runId: RunId, place: number): Promise<RunRecord>
  onRun(place: number, total: number, settings: Record<string, unknown>, seed: number): void
  /** The run that this sweep made for a place, whatever the labels are now; null: none yet. */
  runAt?(place: number): RunRecord | null
}

/** A run that a sweep asks for. */
export interface PlannedRun {
  seed: number
  config: TrainConfig
  /** The values of the grid as the settings hold them. */
  settings: Record<string, unknown>
}

/** The runs of a sweep in their order: all seeds of a combination together. Throws `config-invalid`. */
export function plannedRuns({ base, fixed, grid, seeds }: SweepRequest): PlannedRun[] {
  return gridPoints(grid).flatMap((point) =>
    seeds.map((seed) => {
      const config = configOf({ ...base, seed }, fixed, point)
      return { seed, config, settings: settingsOf(point, config) }
    }),
  )
}

/**
 * A run for each combination of a grid and each seed, one after the other. A run of the same settings on the same labels
 * that is there already is taken as it is, one that was cut off goes on: a sweep that was killed is simply begun again.
 * Every combination is checked before the first run. Throws `config-invalid` and what training throws.
 */
export async function sweep(
  request: SweepRequest,
  { project, training, follow, onRun, runAt }: SweepSurroundings,
): Promise<SweepResult> {
  const planned = plannedRuns(request)
  const rows: SweepRow[] = []
  for (const [place, { seed, settings, config }] of planned.entries()) {
    onRun(place, planned.length, settings, seed)
    const known = runAt?.(place) ?? findRun(project, config)
    let runId = known?.id
    if (known === null) {
      runId = (await training.start(config)).id
      await follow(runId, place)
    } else if (!isSettled(known)) {
      await training.resume(known.id)
      await follow(known.id, place)
    }
    if (runId === undefined) throw new Error('a run of the sweep is gone')
    rows.push(sweepRow(project, runId, settings, seed))
  }
  return { rows, best: bestOf(rows) }
}

/** A run's row of the table. */
export function sweepRow(
  project: ProjectService,
  runId: RunId,
  settings: Record<string, unknown>,
  seed: number,
): SweepRow {
  return { settings, run: runId, seed, ...figuresOf(project, project.run(runId)) }
}

/** Means of the combinations, in the order of the grid. */
export function sweepMeans(rows: readonly SweepRow[]): SweepMean[] {
  const groups = new Map<string, SweepRow[]>()
  for (const row of rows) {
    const key = JSON.stringify(row.settings)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map((group) => {
    const defined = group.flatMap(({ AP }) => AP ?? [])
    return {
      settings: group[0].settings,
      runs: group.map(({ run }) => run),
      AP: meanOrNull(defined),
      AP50: meanOrNull(group.flatMap(({ AP50 }) => AP50 ?? [])),
      fpPerImage: meanOrNull(group.flatMap(({ fpPerImage }) => fpPerImage ?? [])),
      recall: meanOrNull(group.flatMap(({ recall }) => recall ?? [])),
      spreadAP: defined.length === 0 ? null : [Math.min(...defined), Math.max(...defined)],
    }
  })
}

function configOf(base: TrainConfigInput, fixed: readonly string[], point: GridPoint): TrainConfig {
  return withAssignments(base, [...fixed, ...point.map(({ path, text }) => `${path}=${text}`)])
}

/** The values as the settings hold them. */
function settingsOf(point: GridPoint, config: TrainConfig): Record<string, unknown> {
  return Object.fromEntries(
    point.map(({ path }) => [
      path,
      path.split('.').reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], config),
    ]),
  )
}

/** Nothing more comes of it by waiting. */
function isSettled(run: RunRecord): boolean {
  return isDone(run) || (run.status === 'stopped' && run.reviewable)
}

/** The newest run of exactly these settings on the labels as they are now. */
export function findRun(project: ProjectService, config: TrainConfig): RunRecord | null {
  const { revision } = project.summary()
  const same = project
    .listRuns()
    .filter((run) => run.revision === revision && diffSettings(run.config, config).length === 0)
  return same.find(isDone) ?? same.find(({ status }) => status !== 'stopped') ?? null
}

export function isDone({ status, reviewable }: RunRecord): boolean {
  return status === 'finished' && reviewable
}

function figuresOf(project: ProjectService, run: RunRecord): Omit<SweepRow, 'settings' | 'run' | 'seed'> {
  const scene = splitScene(project, run.id, 'val')
  const { AP, AP50 } = run.val ?? { AP: null, AP50: null }
  if (scene.images.length === 0) return { AP, AP50, fpPerImage: null, recall: null }
  const outcomes = classOutcomes(scene.input)
  const { fpPerImage, recall } = figuresAt(outcomes, commonThreshold(outcomes), scene.images.length)
  return { AP, AP50, fpPerImage, recall }
}

export function bestOf(rows: readonly SweepRow[]): SweepMean | null {
  return sweepMeans(rows).reduce<SweepMean | null>(
    (best, next) => (next.AP !== null && (best === null || next.AP > (best.AP ?? 0)) ? next : best),
    null,
  )
}
