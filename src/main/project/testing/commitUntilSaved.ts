import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createEdit } from '../../../shared/annotation/edit'
import { StudioError } from '../../../shared/result'
import { ProjectService } from '../projectService'
import { testBox } from './testProject'

/**
 * Draws many boxes an edit until the disk refuses one, then sends that same edit again until it is taken, as the page
 * does. `filler`: a file that is removed after some refusals, or `-`. Prints the code of the first refusal with its
 * words, how often it was refused, and the number of boxes at the end.
 */
const [folder, filler] = process.argv.slice(2) as [string, string]
const project = await ProjectService.open(folder, { grantsFile: `${folder}/granted.json` })
const images = project.listImages()
const [classRecord] = project.listClasses()
if (classRecord === undefined) throw new Error('the project needs a class')

/** Two seconds: whoever mends the disk has done so by then. */
const MOST_REFUSALS = 40

let boxes = project.listBoxes().length
let first: StudioError | null = null
let refusals = 0
for (let count = 0; count < 4000 && first === null; count++) {
  const added = Array.from({ length: 40 }, () => testBox(images[count % images.length], classRecord))
  for (;;) {
    try {
      project.commit(createEdit({ label: 'Draw', boxes: { added } }), 'do')
      boxes += added.length
      break
    } catch (cause) {
      if (!(cause instanceof StudioError)) throw cause
      if (first === null) process.stdout.write(`refused ${cause.code} ${cause.message}\n`)
      first ??= cause
      if (++refusals === 3 && filler !== '-') rmSync(filler)
      if (refusals === MOST_REFUSALS) break
      await sleep(50)
    }
  }
}
const problems = project.store.integrityProblems()
process.stdout.write(
  `${JSON.stringify({ refusals, boxes, stored: project.listBoxes().length, problems, undo: project.history(1).undo.length })}\n`,
)
await project.close()
