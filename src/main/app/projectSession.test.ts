import { describe, expect, it, vi } from 'vitest'
import type { Judge } from '../judging/judgeThread'
import type { ProjectService } from '../project/projectService'
import type { TrainingService } from '../trainer/service'
import { createProjectSession } from './projectSession'

const project = (folder: string) => ({ folder, close: vi.fn(async () => {}) }) as unknown as ProjectService

function session() {
  const shutDown = vi.fn(async () => {})
  const end = vi.fn(async () => {})
  const judge = { close: end } as unknown as Judge
  const training = { shutDown } as unknown as TrainingService
  return { shutDown, end, session: createProjectSession(() => ({ training, judge })) }
}

describe('the project of the window', () => {
  it('is asked for in vain while none is open', () => {
    expect(() => session().session.require()).toThrow(expect.objectContaining({ code: 'no-project' }))
  })

  it('gives way to the next one: its training saves itself, its judging ends, then it closes', async () => {
    const { session: held, shutDown, end } = session()
    const [first, second] = [project('/a'), project('/b')]
    await held.replace(async () => ({ project: first }))
    await held.replace(async () => ({ project: second }))
    expect(shutDown).toHaveBeenCalledOnce()
    expect(end).toHaveBeenCalledOnce()
    expect(end).toHaveBeenCalledBefore(first.close as never)
    expect(first.close).toHaveBeenCalledOnce()
    expect(held.require().project).toBe(second)
  })

  it('stays open where the next one cannot be opened', async () => {
    const { session: held } = session()
    const first = project('/a')
    await held.replace(async () => ({ project: first }))
    await expect(held.replace(() => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged')
    expect(held.require().project).toBe(first)
    expect(first.close).not.toHaveBeenCalled()
  })

  it('stays as it is where the same project is opened again, so that it does not lock itself out', async () => {
    const { session: held, shutDown } = session()
    const [first, again] = [project('/a'), project('/a')]
    await held.replace(async () => ({ project: first }))
    const opened = await held.replace(async () => ({ project: again }))
    expect(opened.project).toBe(first)
    expect(again.close).toHaveBeenCalledOnce()
    expect(first.close).not.toHaveBeenCalled()
    expect(shutDown).not.toHaveBeenCalled()
  })

  it('opens one after the other where two are asked for at once', async () => {
    const { session: held } = session()
    const [slow, quick] = [project('/slow'), project('/quick')]
    await Promise.all([
      held.replace(async () => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        return { project: slow }
      }),
      held.replace(async () => ({ project: quick })),
    ])
    expect(slow.close).toHaveBeenCalledOnce()
    expect(held.require().project).toBe(quick)
    await held.close()
    await held.close()
    expect(quick.close).toHaveBeenCalledOnce()
    expect(held.current()).toBeNull()
  })
})
