import { importInto } from '../importService'
import { ProjectService } from '../projectService'

// Makes a project and imports into it: tells each step, so that a test can kill it in the middle.
const [folder, source, grantsFile] = process.argv.slice(2)
const project = await ProjectService.create(folder, { grantsFile })
process.stdout.write('made\n')
await importInto(project, source, { onProgress: (done, total) => process.stdout.write(`${done} ${total}\n`) })
process.stdout.write('imported\n')
await project.close()
