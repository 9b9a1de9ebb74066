import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'

/** A drawn picture of 416 x 416 px. */
const picture = resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png')
const shots = process.env.FOCAL_SHOTS

test('an import shows its classes before it writes, and labels leave and are read back', async () => {
  test.setTimeout(3 * 60_000)
  const studio = await launchStudio({
    dialogs: (folder) => ({
      'project.open': join(folder, 'pictures'),
      'project.import.file': join(folder, 'labels.csv'),
      'labels.export': join(folder, 'out'),
    }),
  })
  const { page, dialogFolder } = studio
  mkdirSync(join(dialogFolder, 'pictures'))
  mkdirSync(join(dialogFolder, 'out'))
  for (const name of ['a', 'b'])
    writeFileSync(
      join(dialogFolder, 'pictures', `${name}.png`),
      Buffer.concat([readFileSync(picture), Buffer.from(name)]),
    )
  writeFileSync(
    join(dialogFolder, 'labels.csv'),
    'filename,class,xmin,ymin,xmax,ymax\na.png,Stop-Sign,10,10,110,110\na.png,clock,200,200,300,320\nb.png,noise,5,5,60,60\nb.png,clock,30,30,90,500\ngone.png,clock,1,1,9,9\n',
  )
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) })
  }

  await test.step('open the pictures and make a class', async () => {
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown', {
      timeout: 60_000,
    })
    await page.getByTestId('add-class').click()
    await page.getByTestId('class-name').fill('stop sign')
    await page.keyboard.press('Enter')
  })

  await test.step('by keyboard: the sheet says what would come in; Escape leaves everything as it is', async () => {
    await page.keyboard.press('Control+Shift+L')
    const sheet = page.getByTestId('import-sheet')
    await expect(sheet).toContainText('Read as CSV: 2 pictures, 0 of them new; 4 boxes.')
    await expect(sheet).toContainText('written differently')
    await expect(sheet).toContainText('labels.csv line 6: gone.png')
    await expect(sheet).toContainText('box out of bounds: clipped to the picture')
    await shot('import-sheet')
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
    await expect(page.getByTestId('boxes-here-count')).toHaveText('0')
  })

  await test.step('by mouse: leave a class out and take the rest in', async () => {
    await page.getByTestId('project-menu').click()
    await page.getByRole('menuitem', { name: 'Import a label file' }).click()
    await page.getByLabel('Class here for noise').selectOption('none')
    await expect(page.getByTestId('import-take')).toHaveText('Import 3 boxes')
    await page.getByTestId('import-take').click()
    const report = page.getByTestId('import-report')
    await expect(report).toContainText('box of a class that was left out')
    await shot('import-report')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('boxes-here-count')).toHaveText('2')
  })

  await test.step('labels leave as YOLO, with their pictures', async () => {
    await page.getByTestId('project-menu').click()
    await page.getByRole('menuitem', { name: 'Export labels…' }).click()
    await page.getByTestId('format-yolo').click()
    await page.getByTestId('export-with-images').click()
    await page.getByTestId('export-labels-write').click()
    await expect(page.getByTestId('export-labels-report')).toContainText('3 boxes on 2 pictures', {
      timeout: 30_000,
    })
    await shot('export-labels')
    // After the project, which a folder called pictures does not name.
    const folder = join(dialogFolder, 'out', 'dialogs-yolo')
    expect(readFileSync(join(folder, 'data.yaml'), 'utf8')).toContain(
      'names:\n  0: "stop sign"\n  1: "clock"\n',
    )
    expect(readFileSync(join(folder, 'labels/train/a.txt'), 'utf8').split('\n')[0]).toMatch(/^0 0\.14423077 /)
    expect(existsSync(join(folder, 'images/train/b.png'))).toBe(true)
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('export-labels')).toBeHidden()
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
