import { type ChildProcess, fork } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleForNode } from '../fs/testing/bundleForNode'
import { ProjectService } from './projectService'
import { copyProject } from './testing/copyProject'
import { addBoxes, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject
let script: Awaited<ReturnType<typeof bundleForNode>>
beforeAll(async () => {
  test = await createTestProject(1, 1)
  await test.project.close()
  script = await bundleForNode(fileURLToPath(new URL('./testing/holdProject.ts', import.meta.url)))
})
afterAll(async () => {
  await test.remove()
  await script.remove()
})
const options = () => ({ grantsFile: join(test.folder, '..', 'granted.json') })

/** Another program that opens the project and keeps it open; `opened`: as it found it. */
async function other(folder = test.folder) {
  const child: ChildProcess = fork(script.file, [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const opened = await new Promise<{ readOnly: boolean; boxes: number }>((resolve) =>
    child.once('message', (message) => resolve(message as { readOnly: boolean; boxes: number })),
  )
  return {
    pid: child.pid as number,
    opened,
    async end(signal: NodeJS.Signals) {
      child.kill(signal)
      await ended
    },
  }
}

describe('row 26: two programs on one project', () => {
  it('the second reads what the first writes and writes nothing; it may write once the first has closed', async () => {
    const mine = await ProjectService.open(test.folder, options())
    const second = await other()
    expect(second.opened).toEqual({ readOnly: true, boxes: 0 })
    mine.commit(addBoxes(testBox(test.images[0], test.classes[0])), 'do')
    await second.end('SIGKILL')
    // A reader that died takes nothing with it.
    mine.commit(addBoxes(testBox(test.images[0], test.classes[0])), 'do')
    await mine.close()
    const third = await other()
    expect(third.opened).toEqual({ readOnly: false, boxes: 2 })
    const reader = await ProjectService.open(test.folder, options())
    expect(reader.summary()).toMatchObject({
      readOnly: true,
      readOnlyReason: expect.stringContaining(`process ${third.pid}`),
    })
    await reader.close()
    await third.end('SIGKILL')
  })

  it('one that was killed leaves a lock that the next one takes over, with all that was committed', async () => {
    const first = await other()
    expect(first.opened.readOnly).toBe(false)
    await first.end('SIGKILL')
    expect(await readdir(test.folder)).toContain('project.lock')
    const mine = await ProjectService.open(test.folder, options())
    expect([mine.summary().readOnly, mine.listBoxes().length]).toEqual([false, 2])
    await mine.close()
    expect(await readdir(test.folder)).not.toContain('project.lock')
  })

  it('a copy of a project that is open can be written, lock file and all', async () => {
    const first = await other()
    const copy = join(test.folder, '..', 'copy')
    copyProject(test.folder, copy)
    const mine = await ProjectService.open(copy, options())
    expect(mine.summary().readOnly).toBe(false)
    mine.commit(addBoxes(testBox(test.images[0], test.classes[0])), 'do')
    await mine.close()
    await first.end('SIGKILL')
    const original = await ProjectService.open(test.folder, options())
    expect(original.listBoxes()).toHaveLength(2)
    await original.close()
  })
})
