import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio, type Studio } from '../launch'
import { askMain } from '../support/askMain'
import { foreignWords } from '../support/foreignWords'
import { PICTURE, RECTANGLE, writeRectangles } from '../support/rectangles'

const NUM_PICTURES = 4

/** What the person named themselves; paths of files and of settings; the example of a search. */
const names = [
  /\b(rectangle|focal-language|frame)[\w-]*(\.png)?/g,
  /\/\S+/g,
  /^\w+(\.\w+)+$/,
  /^state:open .*/,
]

test('English to Chinese and back by the palette, room by room, and after a restart', async () => {
  test.setTimeout(3 * 60_000)
  const folder = mkdtempSync(join(tmpdir(), 'focal-language-'))
  writeRectangles(folder, NUM_PICTURES)
  writeLabels(folder)
  let studio = await launchStudio({ dialogs: () => ({ 'project.open': folder }) })
  const { userData } = studio

  await test.step('English at first', async () => {
    const { page } = studio
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByTestId('rail-label')).toHaveText('Label')
  })

  await test.step('Chinese by the palette, found in English; nothing that was typed is lost', async () => {
    const { page } = studio
    // What was said before the switch stays as it was said.
    await expect(page.getByTestId('notice-good')).toBeHidden({ timeout: 15_000 })
    await page.keyboard.press('Control+2')
    await page.getByTestId('settings-filter').fill('gamma')
    await choose(studio, 'simplified chinese')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByTestId('rail-train')).toHaveText('训练')
    await expect(page.getByTestId('settings-filter')).toHaveValue('gamma')
    await page.getByTestId('settings-filter').fill('')
  })

  await test.step('no English in sight in Label, Train, Review, the palette and the list of keys', async () => {
    const { page } = studio
    await expect(page.getByTestId('room-train')).toContainText('用于训练', { timeout: 60_000 })
    expect(await foreignWords(page, names)).toEqual([])
    await page.getByTestId('rail-review').click()
    await expect(page.getByTestId('review-nothing')).toContainText('还没有可复核的内容')
    expect(await foreignWords(page, names)).toEqual([])
    await page.getByTestId('rail-label').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
    expect(await foreignWords(page, names)).toEqual([])
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('palette')).toBeVisible()
    expect(await foreignWords(page, names)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByTestId('shortcuts')).toBeVisible()
    expect(await foreignWords(page, names)).toEqual([])
    await page.keyboard.press('Escape')
  })

  await test.step('an edit is called in Chinese, and in English again afterwards', async () => {
    const { page } = studio
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.getByTestId('toggle-label.right.history').click()
    const newest = page.getByTestId('history-row').first()
    await expect(newest).toContainText(/^删除 \d+ 个框/)
    await choose(studio, 'language english')
    await expect(newest).toContainText(/^Delete \d+ box/)
    await choose(studio, '简体')
    await expect(newest).toContainText(/^删除 \d+ 个框/)
    await page.keyboard.press('Control+z')
  })

  await test.step('a restart keeps it', async () => {
    expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
    await studio.app.close()
    // Without the scripted answers, so that the system's dialogs are asked.
    studio = await launchStudio({ userData, env: { FOCAL_E2E: '0' } })
    await expect(studio.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(studio.page.getByTestId('welcome')).toContainText('打开文件夹')
    expect(await foreignWords(studio.page, names)).toEqual([])
  })

  await test.step('the menu and the dialogs of the system speak Chinese', async () => {
    const { app, page } = studio
    const menu = () =>
      askMain(app, ({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
    await expect.poll(menu).toEqual(expect.arrayContaining(['文件', '编辑', '帮助']))
    // That one is not in a package.
    expect((await menu()).filter((label) => /[A-Za-z]{2}/.test(label))).toEqual(['Development'])
    const asked = app.evaluate(
      ({ dialog }) =>
        new Promise((tell) => {
          Reflect.set(dialog, 'showOpenDialog', async (...args: unknown[]) => {
            tell(args.at(-1))
            return { canceled: true, filePaths: [] }
          })
        }),
    )
    await page.getByTestId('open-folder').click()
    expect(await asked).toMatchObject({ title: '打开图片文件夹或项目', buttonLabel: '打开文件夹' })
  })
  await studio.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A box around the rectangle of every picture, as COCO. */
function writeLabels(folder: string): void {
  const { x1, y1, x2, y2 } = RECTANGLE
  const ids = Array.from({ length: NUM_PICTURES }, (_, n) => n)
  const labels = {
    images: ids.map((id) => ({ id, file_name: `frame-${id}.png`, ...PICTURE })),
    annotations: ids.map((id) => ({ id, image_id: id, category_id: 1, bbox: [x1, y1, x2 - x1, y2 - y1] })),
    categories: [{ id: 1, name: 'rectangle' }],
  }
  writeFileSync(join(folder, 'labels.json'), JSON.stringify(labels))
}

async function choose({ page }: Studio, words: string): Promise<void> {
  await page.getByTestId('open-palette').click()
  await page.getByTestId('palette').getByRole('combobox').fill(words)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('palette')).toBeHidden()
}
