import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What the rules of WCAG 2.1, levels A and AA, are checked by. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

interface Finding {
  id: string
  help: string
  nodes: { html: string; failureSummary?: string }[]
}

declare global {
  interface Window {
    axe?: { run(root: Document, options: object): Promise<{ violations: Finding[] }> }
  }
}

/** Expects that axe-core finds nothing wrong on the screen as it is, in the dark and in the light theme. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(source)
    const found = await page.evaluate(
      async (tags) => (await window.axe?.run(document, { runOnly: tags }))?.violations,
      TAGS,
    )
    const said = found?.map(({ id, help, nodes }) => ({
      rule: `${id}: ${help}`,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`),
    }))
    expect.soft(said, `${screen}, ${colorScheme}`).toEqual([])
  }
}
