import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { cli } from './cli'
import { copyPictures, type PictureChoice, type RealSet } from './realData'

export interface Recipe extends PictureChoice {
  set: RealSet
  epochs: number
}

/** A project of real pictures with one run, made with the command line. */
export interface TrainedProject {
  folder: string
  /** AP and AP50 on validation, as training reported them. */
  val: { AP: number; AP50: number }
}

/** Tests that share a project of real pictures which is trained once for their file: `test.use({ recipe })` says which. */
export const test = base.extend<object, { recipe: Recipe; trained: TrainedProject }>({
  recipe: [
    { set: 'bccd-blood-cells', numLabelled: 40, epochs: 3 },
    { scope: 'worker', option: true },
  ],
  trained: [
    async ({ recipe }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'focal-real-'))
      copyPictures(recipe.set, folder, recipe)
      await cli('new', folder, '--name', recipe.set)
      await cli('import', folder, folder, '--format', 'coco', '--split', join(folder, 'split.json'))
      if (recipe.numUnlabelled !== undefined)
        await cli('import', folder, join(folder, 'images'), '--format', 'folder')
      const epochs = ['--set', `schedule.epochs=${recipe.epochs}`]
      const { val } = await cli<Pick<TrainedProject, 'val'>>(
        'train',
        folder,
        '--preset',
        'quick',
        ...epochs,
        '--seed',
        '1',
      )
      await use({ folder, val })
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 10 * 60_000 },
  ],
})
