import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../../shared/training/run'
import { ProjectService } from '../project/projectService'
import { bundleForTest } from '../trainer/testing/bundleForTest'
import { generatedJob } from '../trainer/testing/generatedPictures'
import { createGeneratedProject } from '../trainer/testing/generatedProject'
import { loadCheckpoint } from '../trainer/worker/checkpoint'

const RUN_VISIBLY = new URL('../../../scripts/setup/commands.mjs', import.meta.url).href

let parent = ''
let cli = ''
let trainer = ''
let project = ''
let settings = ''
beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'focal-interrupts-')))
  trainer = await bundleForTest(new URL('../trainer/worker/index.ts', import.meta.url))
  cli = await bundleForTest(new URL('./testing/cliForTest.ts', import.meta.url))
  const made = await createGeneratedProject(parent)
  project = made.folder
  await made.close()
  settings = join(parent, 'long.json')
  const { config } = generatedJob([], '', { device: 'cpu', schedule: { epochs: 10_000 } })
  await writeFile(settings, JSON.stringify(config))
}, 120_000)
afterAll(async () => {
  await rm(parent, { recursive: true, force: true })
  for (const file of [trainer, cli]) await rm(dirname(file), { recursive: true, force: true })
})

/** A command line at the head of a process group, as a terminal's shell starts it. */
class Group {
  said = ''
  readonly child: ChildProcess
  readonly ended: Promise<number | NodeJS.Signals | null>

  constructor(words: readonly string[]) {
    this.child = spawn(process.execPath, words, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, FOCAL_USER_DATA: parent, FOCAL_TEST_TRAINER: trainer },
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.said += text
    })
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(signal ?? code)))
  }
  /** Waits until it has said something. */
  async hears(words: string): Promise<void> {
    let isOver = false
    void this.ended.then(() => {
      isOver = true
    })
    while (!this.said.includes(words)) {
      if (isOver) throw new Error(`it ended without "${words}": ${this.said}`)
      await sleep(20)
    }
  }
  /** To the group, as a terminal does. */
  signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.child.pid as number), signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

const train = () => [cli, 'train', project, '--config', settings]
/** The same as `npm run cli` starts it: in another process group, which is sent what this process gets. */
const trainVisibly = () => [
  '--input-type=module',
  '-e',
  `import { runVisibly } from ${JSON.stringify(RUN_VISIBLY)}
  process.exitCode = await runVisibly(process.execPath, ${JSON.stringify(train())})`,
]

/** Ids of this test's trainers; pgrep ends with 1 where there is none. */
function trainers(): number[] {
  try {
    return execFileSync('pgrep', ['-f', trainer], { encoding: 'utf8' }).trim().split('\n').map(Number)
  } catch {
    return []
  }
}

async function lastRun(): Promise<{ run: RunRecord; folder: string }> {
  const opened = await ProjectService.open(project, { grantsFile: join(parent, 'granted.json') })
  try {
    const run = opened
      .listRuns()
      .sort((a, b) => a.id.localeCompare(b.id))
      .at(-1) as RunRecord
    return { run, folder: opened.runFolder(run.id) }
  } finally {
    await opened.close()
  }
}

describe.skipIf(process.platform !== 'linux')(
  'row 31: a training whose terminal',
  { timeout: 120_000 },
  () => {
    let group: Group
    afterEach(() => group.signal('SIGKILL'))

    it.each<[string, NodeJS.Signals, () => string[]]>([
      ['interrupts all processes', 'SIGINT', train],
      ['interrupts what npm runs', 'SIGINT', trainVisibly],
      ['is ended by the system', 'SIGTERM', trainVisibly],
      ['hangs up on what npm runs', 'SIGHUP', trainVisibly],
    ])('%s is saved, and leaves no trainer behind', async (_what, signal, words) => {
      group = new Group(words())
      await group.hears('Epoch 3 of')
      group.signal(signal)
      // npm and the shell say it once more.
      await sleep(30)
      group.signal(signal)
      expect(await group.ended).toBe(130)
      const { run, folder } = await lastRun()
      expect(run).toMatchObject({ status: 'paused', error: null })
      const saved = await loadCheckpoint(folder)
      expect(saved?.checkpoint.state.step).toBeGreaterThanOrEqual(6)
      expect(run.summary?.steps).toBe(saved?.checkpoint.state.step)
      expect(trainers()).toEqual([])
    })

    it('is interrupted again ends at once, though its trainer does not', async () => {
      group = new Group(train())
      await group.hears('Epoch 3 of')
      const [id] = trainers()
      process.kill(id as number, 'SIGSTOP')
      group.signal('SIGINT')
      await group.hears('Stopping')
      while (group.child.exitCode === null && group.child.signalCode === null) {
        await sleep(100)
        group.signal('SIGINT')
      }
      expect(await group.ended).toBe(130)
      while (trainers().length > 0) await sleep(20)
    })

    it('goes on where nobody reads what it says, and is saved all the same', async () => {
      group = new Group([...train(), '--time-limit', '2'])
      await group.hears('Epoch 1 of')
      group.child.stderr?.destroy()
      expect(await group.ended).toBe(0)
      expect((await lastRun()).run).toMatchObject({ status: 'finished', error: null, reviewable: true })
    })
  },
)
