import { expect, type Locator, type Page } from '@playwright/test'

/** The number in a text such as "1 204 shown" or "3 of 17": the first one. */
export async function numberIn(place: Locator): Promise<number> {
  const text = ((await place.textContent()) ?? '').replaceAll(/[\u202f\u00a0]/g, '')
  return Number(/\d+/.exec(text)?.[0] ?? Number.NaN)
}

export const errorKinds = ['background', 'missed', 'localization', 'class', 'both', 'duplicate'] as const
export type ErrorKind = (typeof errorKinds)[number]

/** How many mistakes of each kind Review lists. */
export async function countsByKind(page: Page): Promise<Record<ErrorKind, number>> {
  const counts = errorKinds.map(
    async (kind) =>
      [kind, await numberIn(page.getByTestId(`cause-${kind}`).locator('.cause-count'))] as const,
  )
  return Object.fromEntries(await Promise.all(counts)) as Record<ErrorKind, number>
}

/** The same once the list has followed the threshold: it holds every false alarm that is counted there. */
export async function settledCounts(page: Page): Promise<Record<ErrorKind, number>> {
  await expect(async () => {
    const { missed, ...wrong } = await countsByKind(page)
    const sum = Object.values(wrong).reduce((all, count) => all + count, 0)
    expect(sum).toBe(await numberIn(page.getByTestId('false-alarms')))
    expect(sum + missed).toBe(await numberIn(page.getByTestId('error-count')))
  }).toPass({ timeout: 15_000 })
  return countsByKind(page)
}

/**
 * The kinds of the command line's list, as far as they occur: a label that a badly placed or wrongly classed detection
 * reaches is a miss there, while Review lists it once, under that detection.
 */
export async function countsAsListed(page: Page): Promise<Record<string, number>> {
  const missed = await numberIn(page.getByTestId('missed-labels'))
  const counts = Object.entries({ ...(await countsByKind(page)), missed })
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

/** Mistakes that have a verdict. */
export const judged = (page: Page): Promise<number> => numberIn(page.getByTestId('round-progress'))

/** What the figures count at the threshold of their slider. */
export async function countedFigures(page: Page) {
  const count = (what: string) => numberIn(page.getByTestId(`figures-${what}`))
  return { found: await count('found'), wrong: await count('false'), missed: await count('missed') }
}

/** How many boxes each column of two compared runs holds. */
export async function changeCounts(page: Page): Promise<Record<string, number>> {
  const columns = await page.locator('[data-testid^="count-"]').all()
  const counts = columns.map(async (column) => {
    const id = (await column.getAttribute('data-testid')) ?? ''
    return [id.replace('count-', ''), await numberIn(column)] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

/** How often each value occurs; a value that does not occur is not there. */
export function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** Expects that a cell of the confusion matrix, which was pressed, tells of as many errors as it counts. */
export async function expectCellOpen(page: Page, cell: Locator): Promise<void> {
  // The matrix of the threshold before stays until the new one is there.
  await expect(async () => {
    const times = await numberIn(cell)
    await expect(page.getByTestId('confusion')).toContainText(`${times} time`, { timeout: 1000 })
  }).toPass()
}
