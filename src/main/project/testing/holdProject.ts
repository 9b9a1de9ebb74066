import { ProjectService } from '../projectService'

/** Opens a project, says how it found it, and keeps it open until it is killed. */
const folder = process.argv[2] as string
const project = await ProjectService.open(folder, { grantsFile: `${folder}/../granted.json` })
process.send?.({ readOnly: project.summary().readOnly, boxes: project.listBoxes().length })
setInterval(() => {}, 1000)
