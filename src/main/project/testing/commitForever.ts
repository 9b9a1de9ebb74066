import { drawnBox } from '../../../shared/annotation/drawnBox'
import { createEdit, invert } from '../../../shared/annotation/edit'
import type { BoxRecord } from '../../../shared/annotation/schema'
import { newId } from '../../../shared/ids'
import { createRandom } from '../../../shared/random'
import { ProjectService } from '../projectService'

/**
 * Draws, moves, deletes and takes back at random until it is killed. After each commit it prints the revision and the
 * edit's label: what is printed was acknowledged and must be found again.
 */
const [folder, grantsFile, seed] = process.argv.slice(2) as [string, string, string]
const random = createRandom(Number(seed))
const project = await ProjectService.open(folder, { grantsFile })
const images = project.listImages()
const [classRecord] = project.listClasses()
if (classRecord === undefined) throw new Error('the project needs a class')

for (let count = 0; ; count++) {
  const image = images[random.int(images.length)]
  const { boxes } = project.readImage(image.id)
  const box = boxes.at(random.int(Math.max(1, boxes.length)))
  const label = `${seed}-${count}`
  const { undo } = project.history(1)
  if (undo.length > 0 && random.chance(0.2)) {
    const last = undo[0]
    acknowledge(project.commit(invert(last), 'undo').revision, last.label)
  } else if (box !== undefined && random.chance(0.4)) {
    const moved = { ...box, x1: random.uniform(0, 50), x2: random.uniform(60, 100) }
    const isMove = random.chance(0.7)
    const table = isMove ? { changed: [[box, moved] as [BoxRecord, BoxRecord]] } : { removed: [box] }
    acknowledge(project.commit(createEdit({ label, boxes: table }), 'do').revision, label)
  } else {
    const added: BoxRecord = {
      id: newId(),
      imageId: image.id,
      classId: classRecord.id,
      x1: random.uniform(0, 50),
      y1: 10,
      x2: random.uniform(60, 100),
      y2: 30,
      ...drawnBox,
      createdAt: count,
    }
    acknowledge(project.commit(createEdit({ label, boxes: { added: [added] } }), 'do').revision, label)
  }
}

function acknowledge(revision: number, label: string): void {
  process.stdout.write(`${revision} ${label}\n`)
}
