import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { MarkRecord } from '../../../shared/annotation/schema'
import { commonThreshold } from '../../../shared/evaluation/threshold'
import type { RunId } from '../../../shared/ids'
import { TrainConfig } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { classOutcomes } from '../../detector/evaluate/coco'
import { judgeable, splitScene } from '../../evaluation/splitScene'
import { readManifest } from '../../inference/session'
import { predictRun } from '../../models/predictRun'
import { MODEL_FOLDER } from '../../models/runModel'
import { importInto } from '../../project/importService'
import { ProjectService } from '../../project/projectService'
import { planTraining } from '../../trainer/foresee'
import { nativeEnvironment } from '../../trainer/nativeEnvironment'
import { childProcessTrainer } from '../../trainer/processes/childProcessAdapter'
import { TrainingService } from '../../trainer/service'
import { giveVerdict, queue } from '../reviewService'

/** A round as it was played: runs of one project, and the marks that the last one learnt from. */
export interface Round {
  seed: number
  project: ProjectService
  before: RunRecord
  /** Went on from the first as the last one did, but without the marks; null where runs begin anew. */
  unmarked: RunRecord | null
  after: RunRecord
  /** Where F1 of the first run is best on its validation pictures; marks were made from this score on. */
  threshold: number
  marks: MarkRecord[]
}

export interface Play {
  /** Holds annotations.coco.json, split.json and images/. */
  data: string
  /** Of the project, which is made where there is none. */
  folder: string
  /** The built trainer.js. */
  trainer: string
  seed: number
  /** Wanted of each run; an epoch with marks is longer, since marked pictures are shown twice. */
  steps: number
  /** Later runs go on from the first for so many steps; null: they begin anew, with as many as the first. */
  onward: number | null
  say(line: string): void
}

/** Opens the project of a seed, or makes it. */
export async function openRound({ data, folder }: Play): Promise<ProjectService> {
  const options = { grantsFile: `${folder}.granted.json` }
  if (existsSync(folder)) return ProjectService.open(folder, options)
  const project = await ProjectService.create(folder, options)
  await importInto(project, join(data, 'annotations.coco.json'), {
    imagesDir: join(data, 'images'),
    splitFile: join(data, 'split.json'),
  })
  return project
}

/** Trains, marks what is wrong as the ground truth says, and trains again. Runs that the project has are taken as they are. */
export async function playRound(play: Play): Promise<Round> {
  const { seed, say, onward } = play
  const project = await openRound(play)
  const runs = project.listRuns().filter(({ reviewable }) => reviewable)
  const before = runs[0] ?? (await trainOnce(project, play))
  const threshold = bestF1OnVal(project, before.id)
  await predictRun(project, before.id, judgeable(project.listImages(), 'train'))
  const goOn = () => trainOnce(project, play, onward === null ? null : before.id)
  const unmarked = onward === null ? null : (runs[1] ?? (await goOn()))
  const marked = runs[onward === null ? 1 : 2]
  if (marked === undefined && project.splitContents('train').marks.length === 0)
    markFalseAlarms(project, before.id, threshold)
  const { marks } = project.splitContents('train')
  say(`seed ${seed}: ${marks.length} marks from score ${threshold.toFixed(3)} on`)
  return { seed, project, before, unmarked, after: marked ?? (await goOn()), threshold, marks }
}

/** Trains on the labels and marks as they are, for a number of epochs: so that a busy machine gives what an idle one gives. */
export async function trainOnce(
  project: ProjectService,
  { trainer, seed, steps, onward, say }: Play,
  startFrom: RunId | null = null,
): Promise<RunRecord> {
  const training = new TrainingService({
    project,
    startProcess: () => childProcessTrainer(trainer, nativeEnvironment()),
    createdBy: 'bench',
    onProgress: () => {},
    onRunsChanged: () => {},
    now: () => performance.now(),
  })
  const config = TrainConfig.parse({ preset: 'quick', seed, startFrom })
  const during = (epochs: number) => ({ ...config, schedule: { ...config.schedule, epochs } })
  const { steps: stepsPerEpoch } = await planTraining(project, during(1))
  const wanted = startFrom === null ? steps : (onward ?? steps)
  const epochs = Math.max(1, Math.round(wanted / stepsPerEpoch))
  // One that was cut off is gone on with, bit for bit.
  const cutOff = project.listRuns().find(({ reviewable }) => !reviewable)
  const begun = cutOff === undefined ? await training.start(during(epochs)) : await training.resume(cutOff.id)
  const run = await training.whenOver(begun.id)
  if (run.error !== null) throw new Error(run.error.message)
  const { steps: taken, seconds } = run.summary ?? {}
  say(
    `seed ${seed}: ${run.id}, ${epochs} epochs, ${taken} steps, ${seconds?.toFixed(0)} s, AP ${run.val?.AP?.toFixed(3)}`,
  )
  return run
}

/** Of a run's exported model: the same for two runs that learnt the same, bit for bit. */
export async function modelSha256(project: ProjectService, runId: RunId): Promise<string> {
  const { model } = await readManifest(join(project.runFolder(runId), MODEL_FOLDER))
  return model.sha256
}

export function bestF1OnVal(project: ProjectService, runId: RunId): number {
  const threshold = commonThreshold(classOutcomes(splitScene(project, runId, 'val').input))
  if (threshold === null) throw new Error(`${runId} finds nothing`)
  return threshold
}

/** Every detection on plain background of a training picture becomes a hard negative. */
function markFalseAlarms(project: ProjectService, runId: RunId, threshold: number): void {
  const { errors } = queue(project, { runId, split: 'train', kind: 'fp', threshold })
  for (const { id, cause } of errors) {
    if (cause === 'background') giveVerdict(project, runId, id, { verdict: 'hard-negative' }, Date.now())
  }
}
