import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyTable } from '../../shared/annotation/edit'
import type { BoxRecord } from '../../shared/annotation/schema'
import { createRandom } from '../../shared/random'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { fullCount } from '../fs/testing/fullCount'
import { Database } from '../store/sqlite/database'
import { createTestProject, type TestProject } from './testing/testProject'

const rounds = fullCount(20, 200)
const seed = 24

let test: TestProject
let script: Awaited<ReturnType<typeof bundleForNode>>
beforeAll(async () => {
  test = await createTestProject(5, 1)
  script = await bundleForNode(fileURLToPath(new URL('./testing/commitForever.ts', import.meta.url)))
})
afterAll(async () => {
  await test.remove()
  await script.remove()
})

/** Runs the writer, kills it some time after its first commit, and answers the lines that it got out whole. */
async function killedWriter(round: number, afterMs: number): Promise<string[]> {
  const grants = join(test.folder, '..', 'granted.json')
  const child = spawn(process.execPath, [script.file, test.folder, grants, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const started = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString()
  })
  // Close comes after the last byte of the pipe, exit may come before.
  const closed = new Promise((resolve) => child.once('close', resolve))
  await started
  await sleep(afterMs)
  child.kill('SIGKILL')
  await closed
  return text.split('\n').slice(0, -1)
}

interface JournalRow {
  revision: number
  kind: string
  label: string
  edit: string | null
  target: number | null
}

const texts = (journal: readonly JournalRow[]) => journal.map(({ revision, label }) => `${revision} ${label}`)

function readJournal(): JournalRow[] {
  const database = Database.open(join(test.folder, 'project.db'), 'readOnly')
  try {
    return database.all<JournalRow>('SELECT revision, kind, label, edit, target FROM edits ORDER BY revision')
  } finally {
    database.close()
  }
}

describe('row 24: a writer that is killed', () => {
  it(`loses no acknowledged edit in ${rounds} rounds (seed ${seed})`, {
    timeout: 60_000 + rounds * 6000,
  }, async () => {
    const random = createRandom(seed)
    await test.project.close()
    let known = 1
    let acknowledged = 0
    let extra = 0
    for (let round = 0; round < rounds; round++) {
      const lines = await killedWriter(round, random.uniform(0, 120))
      acknowledged += lines.length
      const since = () => readJournal().filter(({ revision }) => revision > known)
      // A reader that may not mend the journal's index (one kill in some hundred leaves one behind) can miss what was never acknowledged.
      expect(texts(since()).slice(0, lines.length)).toEqual(lines)
      const project = await test.reopen()
      expect(project.summary().readOnly).toBe(false)
      const journal = since()
      const written = texts(journal)
      expect(written.slice(0, lines.length)).toEqual(lines)
      expect(written.length - lines.length).toBeLessThanOrEqual(1)
      extra += written.length - lines.length
      known += written.length
      expect(journal.map(({ revision }) => revision)).toEqual(
        journal.map((_, i) => known - written.length + 1 + i),
      )
      expect(project.store.integrityProblems()).toEqual([])
      expect(new Map(project.listBoxes().map((box) => [box.id, box]))).toEqual(replayed())
      await project.close()
    }
    console.info(
      `${rounds} kills, ${acknowledged} edits acknowledged, ${extra} written but not acknowledged, 0 lost`,
    )
    expect(acknowledged).toBeGreaterThan(rounds)
  })
})

/** The boxes that the journal amounts to, worked out apart from the tables. */
function replayed(): Map<string, BoxRecord> {
  const boxes = new Map<string, BoxRecord>()
  const journal = readJournal()
  const edits = new Map(journal.map(({ revision, edit }) => [revision, edit]))
  for (const { kind, edit, target } of journal) {
    const text = edit ?? edits.get(target ?? -1)
    if (text === undefined || text === null) continue
    const { removed, added, changed } = JSON.parse(text).boxes
    const isUndo = kind === 'undo'
    applyTable<BoxRecord>(boxes, {
      removed: isUndo ? added : removed,
      added: isUndo ? removed : added,
      changed: isUndo ? changed.map(([a, b]: [BoxRecord, BoxRecord]) => [b, a]) : changed,
    })
  }
  return boxes
}
