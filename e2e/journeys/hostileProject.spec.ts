import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { makeZip } from '../../src/main/archive/testing/makeZip'
import { launchStudio } from '../launch'
import { makeForeignProject } from '../support/cli'
import { dropFiles } from '../support/dropFiles'

const picture = readFileSync(resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png'))
const shots = process.env.FOCAL_SHOTS

const EVIL = '<img src=x onerror="document.title=1">'
const TURNED = 'photo\u202egpj.exe'

test('row 16, 21, 22, 27: a zip shows its classes, names are shown literally, a stranger’s folder is not read, a newer project is shown', async () => {
  test.setTimeout(2 * 60_000)
  const studio = await launchStudio({
    dialogs: (folder) => ({ 'project.open': join(folder, 'theirs') }),
  })
  const { page, dialogFolder } = studio
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) })
  }

  await test.step('row 21: a project whose pictures lie in a folder that was chosen on another machine', async () => {
    mkdirSync(join(dialogFolder, 'private'))
    writeFileSync(join(dialogFolder, 'private', 'id_rsa.png'), picture)
    await makeForeignProject(dialogFolder, 'theirs', 'private')
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'broken', {
      timeout: 60_000,
    })
    await expect(page.getByTestId('root-not-granted')).toContainText(
      'lie outside the project. Choose that folder once',
    )
    await shot('not-allowed')
  })

  await test.step('row 16: a dropped zip shows its classes before anything is written', async () => {
    const labels = {
      images: [{ id: 1, file_name: 'a.png' }],
      categories: [EVIL, TURNED, '__proto__'].map((name, id) => ({ id, name })),
      annotations: [0, 1, 2].map((id) => ({
        id,
        image_id: 1,
        category_id: id,
        bbox: [20 + 120 * id, 60, 90, 90],
      })),
    }
    const file = join(dialogFolder, 'set.zip')
    const more = { name: 'set/virus.exe', content: 'MZ' }
    writeFileSync(
      file,
      makeZip([
        { name: 'set/a.png', content: Buffer.concat([picture, Buffer.from('zip')]), isStored: true },
        { name: 'set/labels.json', content: JSON.stringify(labels) },
        more,
      ]),
    )
    await dropFiles(page, [file])
    const sheet = page.getByTestId('import-sheet')
    await expect(sheet).toContainText('Read as COCO: 1 picture, 1 of them new; 3 boxes.', { timeout: 30_000 })
    await expect(sheet).toContainText('A backup of the project is made first.')
    await shot('zip-sheet')
    await page.getByTestId('import-take').click()
    await expect(sheet).toBeHidden()
  })

  await test.step('row 22: names are text, whatever is in them', async () => {
    const list = page.getByRole('list', { name: 'Classes' })
    await expect(list).toContainText(EVIL)
    await expect(list).toContainText('photo\\u202egpj.exe')
    await expect(list).toContainText('__proto__')
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(await page.title()).not.toBe('1')
    await shot('names')
  })

  await test.step('row 27: a project of a newer studio is shown, with why nothing in it can be changed', async () => {
    const manifest = join(dialogFolder, 'theirs', 'project.json')
    await expect(page.getByTestId('read-only-banner')).toHaveCount(0)
    await page.getByTestId('project-menu').click()
    await page.getByRole('menuitem', { name: 'Close' }).click()
    writeFileSync(
      manifest,
      JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), schemaVersion: 999 }),
    )
    await page.getByTestId('open-folder').click()
    await expect(page.getByTestId('read-only-banner')).toHaveText(
      /^Read-only.*A newer studio wrote the project \(version 999, this one knows \d+\)\. What is new in it is not shown\.$/,
    )
    await expect(page.getByRole('list', { name: 'Classes' })).toContainText('__proto__')
    await shot('newer')
  })
  expect(await studio.problems()).toMatchObject({ cspViolations: [] })
  await studio.close()
})
