import { bestF1, poolOutcomes } from '../../../shared/evaluation/threshold'
import type { RunId } from '../../../shared/ids'
import type { TrainConfig, TrainConfigInput } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { diffSettings, withAssignments } from '../../../shared/training/settings'
import { evaluateCoco } from '../../detector/evaluate/coco'
import { splitScene } from '../../evaluation/splitScene'
import type { ProjectService } from '../../project/projectService'
import type { TrainingService } from '../service'
import { type GridPoint, gridPoints } from './grid'

/** One run of a sweep: figures on the validation pictures; null where undefined. */
export interface SweepRow {
  settings: Record<string, unknown>
  run: RunId
  seed: number
  AP: number | null
  AP50: number | null
  /** False positives a picture and recall, at the score with the best F1 over all classes. */
  fpPerImage: number | null
  recall: number | null
}

/** Means over the seeds of one combination. */
export interface SweepMean extends Omit<SweepRow, 'run' | 'seed'> {
  runs: RunId[]
  /** Lowest and highest AP of the seeds. */
  spreadAP: [number, number] | null
}

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
  /** Waits until a run is over. Throws what made it fail. */
  follow(runId: RunId): Promise<RunRecord>
  onRun(place: number, total: number, settings: Record<string, unknown>, seed: number): void
}

/**
 * A run for each combination of a grid and each seed, one after the other. A run of the same settings on the same labels
 * that is there already is taken as it is, one that was cut off goes on: a sweep that was killed is simply begun again.
 * Every combination is checked before the first run. Throws `config-invalid` and what training throws.
 */
export async function sweep(
  { base, fixed, grid, seeds }: SweepRequest,
  { project, training, follow, onRun }: SweepSurroundings,
): Promise<SweepResult> {
  const planned = gridPoints(grid).flatMap((point) =>
    seeds.map((seed) => ({ seed, point, config: configOf({ ...base, seed }, fixed, point) })),
  )
  const rows: SweepRow[] = []
  for (const [place, { seed, point, config }] of planned.entries()) {
    const settings = settingsOf(point, config)
    onRun(place, planned.length, settings, seed)
    const known = findRun(project, config)
    if (known === null) await follow((await training.start(config)).id)
    else if (!isDone(known)) {
      await training.resume(known.id)
      await follow(known.id)
    }
    const run = known ?? findRun(project, config)
    if (run === null) throw new Error('a run of the sweep is gone')
    rows.push({ settings, run: run.id, seed, ...figuresOf(project, project.run(run.id)) })
  }
  return { rows, best: bestOf(rows) }
}

/** Means of the combinations, in the order of the grid. */
export function sweepMeans(rows: readonly SweepRow[]): SweepMean[] {
  const groups = new Map<string, SweepRow[]>()
  for (const row of rows) {
    const key = JSON.stringify(row.settings)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map((group) => {
    const defined = group.flatMap(({ AP }) => (AP === null ? [] : [AP]))
    return {
      settings: group[0].settings,
      runs: group.map(({ run }) => run),
      AP: mean(group.map(({ AP }) => AP)),
      AP50: mean(group.map(({ AP50 }) => AP50)),
      fpPerImage: mean(group.map(({ fpPerImage }) => fpPerImage)),
      recall: mean(group.map(({ recall }) => recall)),
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

/** The newest run of exactly these settings on the labels as they are now. */
function findRun(project: ProjectService, config: TrainConfig): RunRecord | null {
  const { revision } = project.summary()
  const same = project
    .listRuns()
    .filter((run) => run.revision === revision && diffSettings(run.config, config).length === 0)
  return same.find(isDone) ?? same.find(({ status }) => status !== 'stopped') ?? null
}

function isDone({ status, reviewable }: RunRecord): boolean {
  return status === 'finished' && reviewable
}

function figuresOf(project: ProjectService, run: RunRecord): Omit<SweepRow, 'settings' | 'run' | 'seed'> {
  const scene = splitScene(project, run.id, 'val')
  const { AP, AP50 } = run.val ?? { AP: null, AP50: null }
  if (scene.images.length === 0) return { AP, AP50, fpPerImage: null, recall: null }
  const pooled = poolOutcomes(evaluateCoco(scene.input).outcomes)
  const { threshold, recall } = bestF1(pooled)
  const kept = pooled.scores.filter((score) => threshold !== null && score >= threshold).length
  const right = pooled.isTrue.slice(0, kept).reduce((sum, isTrue) => sum + isTrue, 0)
  return { AP, AP50, fpPerImage: (kept - right) / scene.images.length, recall }
}

function bestOf(rows: readonly SweepRow[]): SweepMean | null {
  return sweepMeans(rows).reduce<SweepMean | null>(
    (best, next) => (next.AP !== null && (best === null || next.AP > (best.AP ?? 0)) ? next : best),
    null,
  )
}

function mean(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null)
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length
}
