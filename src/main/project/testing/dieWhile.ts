import '../../fs/testing/dieAtCall'
import { exportLabels } from '../../labelExport/exportLabels'
import { importInto } from '../importService'
import { openFolder } from '../openFolder'
import { ProjectService } from '../projectService'
import { verifyProject } from '../verifyService'

/** Does one thing to a project, to be killed in the middle; says `done` where it was not. */
const [what, folder, grantsFile, other = ''] = process.argv.slice(2) as [string, string, string, string?]
const options = { grantsFile }

if (what === 'new') await (await ProjectService.create(folder, options)).close()
if (what === 'open') await (await openFolder(folder, options)).project.close()
if (what === 'repair') await verifyProject(folder, { repair: true, ...options })
if (what === 'export') {
  const project = await ProjectService.open(folder, { readOnly: true, ...options })
  await exportLabels(project, other, { format: 'coco', split: null, withImages: false, unlabelled: true })
  await project.close()
}
if (what === 'import') {
  const project = await ProjectService.open(folder, options)
  await importInto(project, other)
  await project.close()
}
process.stdout.write('done')
