import { join } from 'node:path'
import { createEdit } from '../../../shared/annotation/edit'
import { exportLabels } from '../../labelExport/exportLabels'
import { openFolder } from '../openFolder'
import { verifyProject } from '../verifyService'
import { testBox } from './testProject'

/**
 * A short day of work on a folder of labelled pictures, as this machine is: makes a project, draws, closes, opens,
 * checks, exports. Prints what it came to, or the error in the studio's words.
 */
const [pictures, out] = process.argv.slice(2) as [string, string]
try {
  const first = await openFolder(pictures)
  const { project } = first
  const [image] = project.listImages()
  const [classRecord] = project.listClasses()
  if (image === undefined || classRecord === undefined) throw new Error('no pictures')
  project.commit(createEdit({ label: 'Draw', boxes: { added: [testBox(image, classRecord)] } }), 'do')
  const { boxes } = project.stats()
  await project.close()
  const second = await openFolder(pictures)
  const stored = second.project.stats().boxes
  const request = { format: 'coco', withImages: true, unlabelled: true, split: null }
  const report = await exportLabels(second.project, join(out, 'labels'), request)
  await second.project.close()
  const { ok, problems } = await verifyProject(project.folder, { repair: false })
  process.stdout.write(JSON.stringify({ boxes, stored, exported: report.boxes, ok, problems }))
} catch (cause) {
  const { code, message, hint } = cause as { code?: string; message: string; hint?: string }
  process.stdout.write(JSON.stringify({ code, message, hint }))
}
