import { expect, test } from '@playwright/test'
import { launchForWalk, walkEveryScreen } from '../support/everyScreen'
import { foreignWords } from '../support/foreignWords'

/** What the walk's own pictures, classes, files and runs are called, and what it types. */
const names = [
  /\/.+\/focal-project/g,
  /\b(Sample workbench|other detector|nuts?|washers?|screws?|bench-\d+(\.jpg)?|labels\.json|clip\.mp4|nosuch|gamma)\b/gi,
  // Of the search language, and an example of each rule that keeps pictures together.
  /\b(state:open|class:cell)\b/g,
  /\b(cat_rot90|cat\.rf\.5f2c|cat|clip_\d+|street-4_\d)\b/g,
  // Paths of settings, symbols, names of trunks and people.
  /\b[a-z]+(\.\w+)+\b/g,
  /λ box|γmax|\b(EMA|Tiny|Varifocal|Rezatofighi et al)\b/g,
  // What the forms of labels consist of and are read by.
  /\b(filename|width|height|class|xmin|ymin|xmax|ymax|data\.yaml|obj\.data|tf\.train\.Example|devkit)\b/g,
  /\b(pycocotools|torchvision|MMDetection|Ultralytics|Darknet|Mac|API|ffmpeg|PATH|Delete)\b/g,
]

test('every screen speaks Chinese', async () => {
  test.setTimeout(6 * 60_000)
  const studio = await launchForWalk()
  const { page } = studio
  await page.evaluate(() => window.studio.call('app.setPreferences', { language: 'zh-CN' }))
  await page.reload()
  await walkEveryScreen(studio, async (screen) => {
    expect.soft(await foreignWords(page, names), screen).toEqual([])
  })
  expect(await studio.problems()).toEqual({ consoleErrors: [], cspViolations: [] })
  await studio.close()
})
