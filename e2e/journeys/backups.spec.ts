import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import Libsql from 'libsql'
import { launchStudio } from '../launch'
import { look } from '../support/look'
import { dragOn } from '../support/mouse'

test('row 25 and 27: what cannot be saved stays in sight and is saved later; backups are made, looked at and gone back to', async () => {
  test.setTimeout(3 * 60_000)
  const studio = await launchStudio()
  const { page } = studio
  await page.getByTestId('open-sample').click()
  const canvas = page.getByTestId('picture-canvas')
  await expect(canvas).toHaveAttribute('data-state', 'shown', { timeout: 60_000 })
  const count = page.getByTestId('boxes-here-count')
  const before = Number(await count.textContent())
  const saved = page.getByTestId('save-status')
  const preview = page.getByTestId('backup-preview')

  await test.step('make a backup by key', async () => {
    await page.keyboard.press('Control+Alt+b')
    await expect(page.getByTestId('backup-now')).toContainText('60')
    const rows = await page.getByTestId('backup-row').count()
    await page.getByTestId('make-backup').click()
    await expect(page.getByTestId('backup-row')).toHaveCount(rows + 1)
    await expect(page.getByTestId('backup-row').first()).toContainText('Made by hand')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('backups')).toBeHidden()
  })

  await test.step('a box that the disk does not take stays, says so, and is saved once it can be', async () => {
    const folder = await page.getByTestId('project-menu').getAttribute('title')
    // Another program that writes to the project: what main tries fails for real.
    const other = new Libsql(join(folder ?? '', 'project.db'))
    other.exec('BEGIN EXCLUSIVE')
    await page.keyboard.press('w')
    await dragOn(page, canvas, { x: 0.42, y: 0.42 }, { x: 0.5, y: 0.52 })
    await expect(saved).toHaveAttribute('data-state', 'failed', { timeout: 20_000 })
    await expect(saved).toContainText('Not saved (1 edit): Another program is using the project')
    await expect(page.getByText('Edits cannot be saved: Another program is using the project')).toBeVisible()
    await look(page, 'not-saved')
    await expect(count).toHaveText(String(before + 1))
    other.exec('ROLLBACK')
    other.close()
    // Nobody presses anything.
    await expect(saved).toHaveAttribute('data-state', 'saved', { timeout: 20_000 })
    await expect(page.getByText('All edits are saved now')).toBeVisible()
    await expect(count).toHaveText(String(before + 1))
  })

  await test.step('going back says what changes, does it, and can be undone', async () => {
    await page.getByTestId('project-menu').click()
    await page.getByRole('menuitem', { name: 'Backups' }).click()
    await page.getByTestId('backup-row').first().click()
    await expect(preview).toContainText('1 box goes')
    await expect(preview).toContainText('That touches 1 picture')
    await look(page, 'backups')
    await page.getByTestId('restore-backup').click()
    await expect(page.getByTestId('backups')).toBeHidden()
    await expect(count).toHaveText(String(before))
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(count).toHaveText(String(before + 1))
  })

  await test.step('by keyboard alone', async () => {
    await page.keyboard.press('Control+Alt+b')
    const made = page.getByTestId('backup-row').filter({ hasText: 'Made by hand' })
    await expect(page.getByTestId('backup-row').first()).toContainText('Before going back')
    await made.focus()
    await page.keyboard.press('Space')
    await expect(preview).toContainText('1 box goes')
    await page.getByTestId('restore-backup').focus()
    await page.keyboard.press('Enter')
    await expect(count).toHaveText(String(before))
  })

  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
