import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { launchStudio } from '../launch'
import { makeForeignProject } from '../support/cli'

const picture = readFileSync(resolve(import.meta.dirname, '../../fixtures/coco-detector/picture.png'))

test('a project whose pictures lie elsewhere says so in their place; once the folder is chosen they are there', async () => {
  const studio = await launchStudio({
    dialogs: (folder) => ({
      'project.open': join(folder, 'project'),
      'project.grantRoot': join(folder, 'pictures'),
    }),
  })
  const { page, dialogFolder } = studio
  mkdirSync(join(dialogFolder, 'pictures'))
  for (const name of ['a.png', 'b.png'])
    writeFileSync(join(dialogFolder, 'pictures', name), Buffer.concat([picture, Buffer.from(name)]))
  await makeForeignProject(dialogFolder, 'project', 'pictures')

  await page.getByTestId('open-folder').click()
  const notice = page.getByTestId('root-not-granted')
  await expect(notice).toContainText('lie outside the project', { timeout: 60_000 })
  await expect(page.getByTestId('image-row')).toHaveCount(2)
  await expect(page.getByTestId('image-row').locator('img')).toHaveCount(0)

  await notice.getByRole('button', { name: 'Choose the folder' }).click()
  await expect(page.getByTestId('picture-canvas')).toHaveAttribute('data-state', 'shown')
  await expect(page.getByTestId('image-row').locator('img')).toHaveCount(2)
  await expect(notice).toHaveCount(0)
  await studio.close()
})
