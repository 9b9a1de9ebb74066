import { expect, it } from 'vitest'
import { createPixelBudget } from './pixelBudget'

/** Starts work of these sizes in turn; `end(i)` ends one, `running` are those under way. */
function startAll(most: number, sizes: readonly number[]) {
  const budget = createPixelBudget(most)
  const running = new Set<number>()
  const ends: (() => void)[] = []
  const all = sizes.map((pixels, i) =>
    budget(pixels, async () => {
      running.add(i)
      await new Promise<void>((resolve) => {
        ends[i] = resolve
      })
      running.delete(i)
      if (pixels === 13) throw new Error('bad luck')
      return i
    }),
  )
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  const end = async (i: number) => {
    ends[i]?.()
    await settle()
  }
  return { all, running: () => [...running], end, settle }
}

it('row 17: as many pictures are decoded at a time as are within the limit, in their order', async () => {
  const { running, end, settle } = startAll(100, [60, 30, 20, 90, 5])
  await settle()
  expect(running()).toEqual([0, 1])
  await end(0)
  expect(running()).toEqual([1, 2])
  await end(1)
  // 20 + 90 is too much, and what came later does not overtake.
  expect(running()).toEqual([2])
  await end(2)
  expect(running()).toEqual([3, 4])
})

it('row 17: a picture over the limit is decoded alone, one that fails gives its room back', async () => {
  const { all, running, end, settle } = startAll(100, [13, 500, 1])
  all[0]?.catch(() => undefined)
  await settle()
  expect(running()).toEqual([0])
  await end(0)
  await expect(all[0]).rejects.toThrow('bad luck')
  expect(running()).toEqual([1])
  await end(1)
  expect(running()).toEqual([2])
  await end(2)
  expect(await all[2]).toBe(2)
})
