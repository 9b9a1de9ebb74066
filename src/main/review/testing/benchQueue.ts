/**
 * How long the error queue takes: a generated project in real SQLite with about so many errors (`--errors`, 20,000) on so
 * many pictures (`--pictures`, 1,000), seeded (`--seed`, 1). It is measured in a process of its own, as a studio that has
 * just opened the project. Prints one JSON line.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { deserialize, serialize } from 'node:v8'
import { createEdit } from '../../../shared/annotation/edit'
import { reviewContract } from '../../../shared/ipc/review'
import { unpackErrors } from '../../../shared/review/packedErrors'
import type { ReviewError } from '../../../shared/review/schema'
import { ProjectService } from '../../project/projectService'
import { errorCosts, errorsOfPictures, reviewCounts } from '../reviewQueue'
import { giveVerdict, packedQueue } from '../reviewService'
import { createQueueProject } from './queueProject'

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
  const test = await createQueueProject({ errors: option('errors', 20_000), ...given })
  await test.project.close()
  const self = fileURLToPath(import.meta.url)
  const made = ['--folder', test.folder, '--pictures', String(given.pictures), '--seed', String(given.seed)]
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
