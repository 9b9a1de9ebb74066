/**
 * How long the error queue takes: a generated project in real SQLite with about so many errors (`--errors`, 20,000) on so
 * many pictures (`--pictures`, 1,000), seeded (`--seed`, 1). It is measured in a process of its own, as a studio that has
 * just opened the project. Prints one JSON line.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { createEdit } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { reviewContract } from '../../../shared/ipc/review'
import { createRandom } from '../../../shared/random'
import { unpackErrors } from '../../../shared/review/packedErrors'
import type { Detection, ReviewError } from '../../../shared/review/schema'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { ProjectService } from '../../project/projectService'
import { createTestProject, testBox } from '../../project/testing/testProject'
import { errorCosts, errorsOfPictures, reviewCounts } from '../reviewQueue'
import { giveVerdict, packedQueue } from '../reviewService'

const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(process.argv[at + 1])
}
const given = { pictures: option('pictures', 1000), seed: option('seed', 1) }

const ms: Record<string, number> = {}
/** Of all threads: on a machine that does other things too it tells more than the clock. */
const cpuMs: Record<string, number> = {}
function timed<T>(name: string, work: () => T): T {
  const begun = performance.now()
  const used = process.cpuUsage()
  const result = work()
  ms[name] = Math.round(performance.now() - begun)
  const { user, system } = process.cpuUsage(used)
  cpuMs[name] = Math.round((user + system) / 1000)
  return result
}

async function makeProject(): Promise<void> {
  const numErrors = option('errors', 20_000)
  const { pictures: numPictures, seed } = given
  const random = createRandom(seed)
  const test = await createTestProject(numPictures, 5)
  const { project, images, classes } = test
  project.setSplits(new Map(images.map(({ id }) => [id, 'val'])))

  /** A box somewhere on a picture of 200 x 100 px. */
  function place() {
    const [width, height] = [8 + random.next() * 22, 8 + random.next() * 22]
    const [x1, y1] = [random.next() * (200 - width), random.next() * (100 - height)]
    return { x1, y1, x2: x1 + width, y2: y1 + height }
  }
  const anyClass = () => classes[Math.floor(random.next() * classes.length)]
  const perPicture = Math.round(numErrors / numPictures)
  const boxes: BoxRecord[] = []
  const predictions = images.map((image) => {
    const detections: Detection[] = []
    for (let i = 0; i < perPicture; i++) {
      const at = place()
      const record = anyClass()
      // Every third is a miss, the rest false; as many objects again are found.
      if (i % 3 === 0) boxes.push(testBox(image, record, at))
      else
        detections.push({
          classId: record.id,
          className: record.name,
          score: 0.3 + 0.7 * random.next(),
          ...at,
        })
      const right = place()
      boxes.push(testBox(image, record, right))
      detections.push({
        classId: record.id,
        className: record.name,
        score: 0.3 + 0.7 * random.next(),
        ...right,
      })
    }
    return { imageId: image.id, ms: 10, detections }
  })
  project.applyBulk({ label: 'fill', roots: [], classes: [], newImages: [], changedImages: [], boxes })
  const run = project.createRun({
    status: 'finished',
    preset: 'quick',
    startedAt: 1,
    finishedAt: 2,
    config: defaultTrainConfig(),
    classes: classes.map(({ name }) => name),
    numTrain: 0,
    numVal: numPictures,
    numHardNegatives: 0,
    revision: 1,
    backend: null,
    summary: null,
    val: null,
    reviewable: true,
    error: null,
  })
  project.savePredictions(run.id, predictions)
  await project.close()
  const self = fileURLToPath(import.meta.url)
  const made = ['--folder', test.folder, '--pictures', String(numPictures), '--seed', String(seed)]
  const { status } = spawnSync(process.execPath, [self, ...made], { stdio: 'inherit' })
  process.exitCode = status ?? 1
  await test.remove()
}

async function measure(folder: string): Promise<void> {
  const project = await ProjectService.open(folder)
  const runId = project.run('latest').id
  const view = { runId, split: 'val' as const, threshold: 0.3 }
  const query = { ...view, kind: 'all' as const, withReached: false }
  let sent = 0
  /** What a call costs: the answer, its check against the contract, its copy, and the errors unpacked on the page. */
  function open(): ReviewError[] {
    const answer = reviewContract['review.queue'].output.parse(packedQueue(project, query))
    const wire = serialize(answer)
    sent = wire.byteLength
    return unpackErrors(runId, deserialize(wire).errors)
  }
  timed('ahead', () => reviewCounts(project, view))
  const first = timed('open', open)
  timed('openAgain', open)
  timed('moveThreshold', () => reviewCounts(project, { ...view, threshold: 0.5 }))
  timed('costs', () => errorCosts(project, view))
  const [error] = first.filter(({ cause }) => cause === 'background')
  timed('verdict', () => {
    giveVerdict(project, runId, error.id, { verdict: 'hard-negative' }, Date.now())
    return errorsOfPictures(project, view, [error.imageId])
  })
  const [box] = project.readImage(error.imageId).boxes
  timed('edit', () => {
    const moved = { ...box, x1: box.x1 + 1 }
    project.commit(createEdit({ label: 'Move', boxes: { changed: [[box, moved]] } }), 'do')
    return errorsOfPictures(project, view, [error.imageId])
  })
  console.log(JSON.stringify({ errors: first.length, ...given, ms, cpuMs, megabytes: sent / 1e6 }))
  await project.close()
}

const at = process.argv.indexOf('--folder')
await (at === -1 ? makeProject() : measure(process.argv[at + 1]))
