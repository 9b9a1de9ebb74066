import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BoxRecord, MarkRecord } from '../../../shared/annotation/schema'
import { commonThreshold } from '../../../shared/evaluation/threshold'
import { iou } from '../../../shared/geometry/iou'
import type { RunId } from '../../../shared/ids'
import type { RunRecord } from '../../../shared/training/run'
import { withAssignments } from '../../../shared/training/settings'
import { classOutcomes } from '../../detector/evaluate/coco'
import { FOREGROUND_IOU } from '../../detector/evaluate/errors'
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
import { hiddenLabels, hideLabels } from './hideLabels'

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
  /** Labels that were taken away before the first run, and how many of its false alarms were accepted as such. */
  hidden: number
  accepted: number
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
  /** `path=value` of the settings in which the later runs differ from the first one. */
  later: readonly string[]
  /** Share of the labels to learn from that are taken away first; then what was overlooked is accepted, and nothing is marked. */
  hide: number
  say(line: string): void
}

/** Opens the project of a seed, or makes it. */
export async function openRound({ data, folder, hide, seed }: Play): Promise<ProjectService> {
  const options = { grantsFile: `${folder}.granted.json` }
  if (existsSync(folder)) return ProjectService.open(folder, options)
  const project = await ProjectService.create(folder, options)
  await importInto(project, join(data, 'annotations.coco.json'), {
    imagesDir: join(data, 'images'),
    splitFile: join(data, 'split.json'),
  })
  if (hide > 0) hideLabels(project, folder, hide, seed)
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
  const goOn = () => trainOnce(project, play, { startFrom: onward === null ? null : before.id, later: true })
  const unmarked = onward === null ? null : (runs[1] ?? (await goOn()))
  const marked = runs[onward === null ? 1 : 2]
  const hidden = hiddenLabels(play.folder)
  const given = () => project.listVerdicts(before.id).length
  if (marked === undefined && given() === 0) {
    if (play.hide > 0) acceptOverlooked(project, before.id, threshold, hidden)
    else markFalseAlarms(project, before.id, threshold)
  }
  const { marks } = project.splitContents('train')
  const accepted = given() - marks.length
  say(`seed ${seed}: ${marks.length} marks, ${accepted} accepted, from score ${threshold.toFixed(3)} on`)
  const after = marked ?? (await goOn())
  return { seed, project, before, unmarked, after, threshold, marks, hidden: hidden.length, accepted }
}

/** Trains on the labels and marks as they are, for a number of epochs: so that a busy machine gives what an idle one gives. */
export async function trainOnce(
  project: ProjectService,
  { trainer, seed, steps, onward, later, say }: Play,
  as: { startFrom: RunId | null; later: boolean } = { startFrom: null, later: false },
): Promise<RunRecord> {
  const { startFrom } = as
  const training = new TrainingService({
    project,
    startProcess: () => childProcessTrainer(trainer, nativeEnvironment()),
    createdBy: 'bench',
    onProgress: () => {},
    onRunsChanged: () => {},
    now: () => performance.now(),
  })
  const config = withAssignments({ preset: 'quick', seed, startFrom }, as.later ? later : [])
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

/** Every detection that an overlooked object of its class lies under is accepted as it is, each object once, surest first. */
function acceptOverlooked(
  project: ProjectService,
  runId: RunId,
  threshold: number,
  hidden: readonly BoxRecord[],
): void {
  const left = new Set(hidden)
  const { errors } = queue(project, { runId, split: 'train', kind: 'fp', threshold })
  for (const { id, imageId, classId, box } of [...errors].sort((a, b) => (b.score ?? 0) - (a.score ?? 0))) {
    const under = [...left].find(
      (label) => label.imageId === imageId && label.classId === classId && iou(label, box) >= FOREGROUND_IOU,
    )
    if (under === undefined) continue
    left.delete(under)
    giveVerdict(project, runId, id, { verdict: 'accept' }, Date.now())
  }
}

/** Every detection on plain background of a training picture becomes a hard negative. */
function markFalseAlarms(project: ProjectService, runId: RunId, threshold: number): void {
  const { errors } = queue(project, { runId, split: 'train', kind: 'fp', threshold })
  for (const { id, cause } of errors) {
    if (cause === 'background') giveVerdict(project, runId, id, { verdict: 'hard-negative' }, Date.now())
  }
}
