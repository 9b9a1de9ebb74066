import { drawnBox } from '../../../shared/annotation/drawnBox'
import { createEdit } from '../../../shared/annotation/edit'
import { newId } from '../../../shared/ids'
import { ProjectService } from '../projectService'

/** Opens a project as the window does, draws one box, says so, and lives on until it is killed. */
const [folder, grantsFile, backupThread] = process.argv.slice(2) as [string, string, string]
const project = await ProjectService.open(folder, { grantsFile, backupThread: new URL(backupThread) })
const [image] = project.listImages()
const [classRecord] = project.listClasses()
if (image === undefined || classRecord === undefined)
  throw new Error('the project needs a picture and a class')
const place = { x1: 1, y1: 1, x2: 9, y2: 9 }
const box = {
  id: newId<never>(),
  imageId: image.id,
  classId: classRecord.id,
  ...place,
  ...drawnBox,
  createdAt: 1,
}
project.commit(createEdit({ label: 'Draw', boxes: { added: [box] } }), 'do')
process.stdout.write('drawn\n')
setInterval(() => undefined, 1000)
