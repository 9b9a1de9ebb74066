import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import type { ImageId, RunId } from '../../../shared/ids'
import type { LabelLoop } from '../../../shared/proposals/labelLoop'
import { standingProposals } from '../../../shared/proposals/rules'
import { TrainConfig } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { readManifest } from '../../inference/session'
import { MODEL_FOLDER } from '../../models/runModel'
import { importInto } from '../../project/importService'
import { ProjectService } from '../../project/projectService'
import { planTraining } from '../../trainer/foresee'
import { nativeEnvironment } from '../../trainer/nativeEnvironment'
import { childProcessTrainer } from '../../trainer/processes/childProcessAdapter'
import { TrainingService } from '../../trainer/service'
import { beginLoop, nextRound } from '../loop/loopService'
import { type Deeds, judgeLikeTruth } from './judgeLikeTruth'

/**
 * What proposals save: bench/autoLabel.mjs. Arguments: annotations.coco.json, the built trainer.js, rounds, seed, steps. The
 * labels are taken away; the loop gives them back round by round, as a person would who knows the ground truth.
 */
const [annotations, trainer, rounds, seed, steps] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'focal-bench-loop-'))
const options = { grantsFile: join(folder, 'granted.json') }
const project = await ProjectService.create(join(folder, 'project'), options)
try {
  await importInto(project, annotations, {})
  const truths = new Map<ImageId, BoxRecord[]>()
  for (const box of project.listBoxes()) truths.set(box.imageId, [...(truths.get(box.imageId) ?? []), box])
  project.commit(createEdit({ label: 'Forget', boxes: { removed: project.listBoxes() } }), 'do')
  project.setSplits(new Map(project.listImages().map(({ id }) => [id, null])))
  let loop = await beginLoop(project, Date.now())
  for (let round = 0; round <= Number(rounds); round++) {
    label(loop.imageIds, truths)
    const run = await train()
    loop = await nextRound(project, loop, run.id, { now: Date.now() })
    const threshold = await bestThreshold(run.id)
    report({ round, run, threshold, loop, truths })
  }
} finally {
  await project.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)

function label(imageIds: readonly ImageId[], truths: Map<ImageId, BoxRecord[]>): void {
  const flags = imageIds.map((id) => ({ id, reviewed: false }))
  project.commit(
    createEdit({
      label: 'Label',
      boxes: { added: imageIds.flatMap((id) => truths.get(id) ?? []) },
      images: flags.map((before) => [before, { ...before, reviewed: true }]),
    }),
    'do',
  )
}

async function train() {
  const training = new TrainingService({
    project,
    startProcess: () => childProcessTrainer(trainer, nativeEnvironment()),
    createdBy: 'bench',
    onProgress: () => {},
    onRunsChanged: () => {},
    now: () => performance.now(),
  })
  // By hand, so that a busy machine trains as long as an idle one.
  const config = TrainConfig.parse({ preset: 'quick', seed: Number(seed) })
  const plan = await planTraining(project, config)
  const epochs = Math.max(1, Math.round((Number(steps) * plan.epochs) / plan.steps))
  const begun = await training.start({ ...config, schedule: { ...config.schedule, epochs } })
  const run = await training.whenOver(begun.id)
  if (run.error !== null) throw new Error(run.error.message)
  return run
}

async function bestThreshold(runId: RunId): Promise<number> {
  const { thresholds } = await readManifest(join(project.runFolder(runId), MODEL_FOLDER))
  return thresholds.overall ?? 0.3
}

interface Round {
  round: number
  run: RunRecord
  threshold: number
  loop: LabelLoop
  truths: Map<ImageId, BoxRecord[]>
}

function report({ round, run, threshold, loop, truths }: Round): void {
  const sum: Deeds = { accept: 0, mend: 0, wrong: 0, draw: 0, objects: 0 }
  for (const imageId of loop.imageIds) {
    const ground = { boxes: [], reviewed: false }
    const shown = standingProposals(project.proposalsOn(imageId), ground, { threshold, hidden: new Set() })
    const deeds = judgeLikeTruth(shown, truths.get(imageId) ?? [])
    for (const key of Object.keys(sum) as (keyof Deeds)[]) sum[key] += deeds[key]
  }
  const pictures = loop.imageIds.length
  const { numTrain, numVal, summary, val } = run
  const facts = {
    numTrain,
    numVal,
    steps: summary?.steps,
    seconds: summary?.seconds,
    ended: summary?.stoppedBecause,
    valAP: val?.AP ?? null,
  }
  process.stdout.write(`${JSON.stringify({ round: round + 1, ...facts, threshold, pictures, ...sum })}\n`)
}
