import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProjectService } from './projectService'
import { addBoxes, codeOf, createTestProject, type TestProject, testBox } from './testing/testProject'

let test: TestProject
beforeEach(async () => {
  test = await createTestProject(2, 1)
  test.project.commit(draw(), 'do')
})
afterEach(async () => {
  await test.remove()
})

const draw = () => addBoxes(testBox(test.images[0], test.classes[0]))
const grantsFile = () => join(test.folder, '..', 'granted.json')
const commit = () => codeOf(() => test.project.commit(draw(), 'do'))

describe.skipIf(process.platform === 'win32')('row 24: a project that goes away while it is open', () => {
  it('takes no edit as saved, and its folder does not come back', async () => {
    await rm(test.folder, { recursive: true })
    expect(commit()).toBe('io-failed')
    expect(codeOf(() => test.project.makeBackup())).toBe('io-failed')
    expect(() => test.project.commit(draw(), 'do')).toThrow(/no longer there/)
    await test.project.close()
    expect(existsSync(test.folder)).toBe(false)
  })

  it('takes no edit while its folder is elsewhere, and takes it once that is back', async () => {
    const elsewhere = `${test.folder} moved`
    await rename(test.folder, elsewhere)
    expect(commit()).toBe('io-failed')
    await rename(elsewhere, test.folder)
    expect(commit()).toBe('done')
    await test.reopen()
    expect(test.project.listBoxes()).toHaveLength(2)
  })

  it('takes no edit where a copy was put in its place, and leaves that one and its journal alone', async () => {
    const copy = `${test.folder} copy`
    await cp(test.folder, copy, { recursive: true })
    await rm(test.folder, { recursive: true })
    await mkdir(test.folder)
    for (const name of (await readdir(copy)).filter((each) => each !== 'project.lock'))
      await cp(join(copy, name), join(test.folder, name), { recursive: true })
    expect(commit()).toBe('io-failed')
    expect(() => test.project.commit(draw(), 'do')).toThrow(/Another file lies/)
    await test.project.close()
    const reopened = await ProjectService.open(test.folder, { grantsFile: grantsFile() })
    expect([reopened.listBoxes().length, reopened.summary().readOnly]).toEqual([1, false])
    await reopened.close()
  })
})
