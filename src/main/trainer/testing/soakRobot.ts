import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawnBox } from '../../../shared/annotation/drawnBox'
import { createEdit, type EditInput, invert } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { newId, type RunId } from '../../../shared/ids'
import { createRandom } from '../../../shared/random'
import { ProjectService } from '../../project/projectService'
import { nativeEnvironment } from '../nativeEnvironment'
import { childProcessTrainer } from '../processes/childProcessAdapter'
import { TrainingService } from '../service'
import { generatedJob } from './generatedPictures'

/**
 * The studio without its window, for bench/soak.mjs: labels at random while a training runs, begins the next or goes on
 * with the last one, goes back to backups now and then, until it is killed. Tells its parent of every acknowledged
 * edit, and of its memory, handles and files.
 */
const [folder, trainer, seed] = process.argv.slice(2) as [string, string, string]
const random = createRandom(Number(seed))
const tell = (message: object) => process.send?.(message)
process.once('disconnect', () => process.exit(1))

/** Edits a second: a hurried person makes one. */
const EDITS_A_SECOND = 15
const SAMPLE_MS = 5000
const MOST_BOXES = 12

const project = await ProjectService.open(folder, { grantsFile: join(folder, '..', 'granted.json') })
const images = project.listImages()
const classes = project.listClasses()
tell({
  type: 'opened',
  readOnly: project.summary().readOnly,
  problems: project.store.integrityProblems(),
  revision: project.summary().revision,
})

const service = new TrainingService({
  project,
  startProcess: () => childProcessTrainer(trainer, { ...nativeEnvironment(), FOCAL_CHECKPOINT_SECONDS: '2' }),
  createdBy: 'soak',
  now: () => performance.now(),
  onProgress: () => {},
  onRunsChanged: () => {},
})
const { config } = generatedJob([], '', { schedule: { epochs: 60 } })

setInterval(sample, SAMPLE_MS)
void trainForEver()
await labelForEver()

async function labelForEver(): Promise<never> {
  for (let count = 0; ; count++) {
    labelOnce(count)
    await sleep(random.uniform(0, 2000 / EDITS_A_SECOND))
  }
}

function labelOnce(count: number): void {
  const image = images[random.int(images.length)]
  const { boxes } = project.readImage(image.id)
  const box = boxes[random.int(Math.max(1, boxes.length))]
  const [last] = project.history(1).undo
  // The classes that the project began with stay.
  if (last?.label === 'Soak' && random.chance(0.1)) acknowledge(project.commit(invert(last), 'undo').revision)
  else if (box !== undefined && (boxes.length > MOST_BOXES || random.chance(0.3))) commit({ removed: [box] })
  else if (box !== undefined && random.chance(0.4)) {
    const moved = { ...box, x1: random.uniform(0, 40), x2: random.uniform(50, 90) }
    commit({ changed: [[box, moved]] })
  } else commit({ added: [newBox(image.id, count)] })
}

function newBox(imageId: BoxRecord['imageId'], count: number): BoxRecord {
  return {
    id: newId(),
    imageId,
    classId: classes[random.int(classes.length)].id,
    x1: random.uniform(0, 40),
    y1: random.uniform(0, 40),
    x2: random.uniform(50, 90),
    y2: random.uniform(50, 90),
    ...drawnBox,
    createdAt: count,
  }
}

function commit(boxes: EditInput['boxes']): void {
  acknowledge(project.commit(createEdit({ label: 'Soak', boxes }), 'do').revision)
}

function acknowledge(revision: number): void {
  tell({ type: 'acknowledged', revision })
}

/** To a backup of some time ago, and at once to what was there: both are edits that must hold. */
function goBack(): void {
  project.makeBackup()
  const { backups } = project.backups()
  const before = project.restoreBackup(backups[random.int(backups.length)].name)
  project.restoreBackup(before)
  tell({ type: 'restored', revision: project.summary().revision })
}

async function trainForEver(): Promise<never> {
  for (;;) {
    try {
      // Not while one trains: the studio refuses that.
      if (random.chance(0.5)) goBack()
      const left = project.listRuns().find(({ status }) => ['interrupted', 'paused'].includes(status))
      const id: RunId =
        left === undefined ? (await service.start(config)).id : (await service.resume(left.id)).id
      tell({ type: left === undefined ? 'started' : 'resumed' })
      const run = await service.whenOver(id)
      tell({
        type: 'ended',
        status: run.status,
        steps: run.summary?.steps ?? null,
        error: run.error?.code ?? null,
      })
      // Disks are not endless, and deleting is part of a day.
      for (const old of project.listRuns().slice(0, -3)) service.delete(old.id)
    } catch (cause) {
      tell({ type: 'refused', code: (cause as { code?: string }).code ?? String(cause) })
    }
    await sleep(2000)
  }
}

function sample(): void {
  tell({
    type: 'sample',
    seconds: process.uptime(),
    rss: process.memoryUsage.rss(),
    heap: process.memoryUsage().heapUsed,
    handles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : null,
    database: statSync(join(folder, 'project.db')).size,
    journal: statSync(join(folder, 'project.db-wal'), { throwIfNoEntry: false })?.size ?? 0,
  })
}
