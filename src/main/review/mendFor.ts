import { cornersOf } from '../../shared/geometry/box'
import { StudioError } from '../../shared/result'
import { type ErrorSubject, errorIdOf } from '../../shared/review/errorId'
import type { Mend } from '../../shared/review/schema'
import type { RunProject } from '../models/runProject'
import { judgeAlone } from './reviewScene'
import { withoutVerdict } from './withoutVerdict'

/**
 * The mend that an error calls for: the label takes the box of a badly placed detection, or the class of a wrongly
 * classed one. Throws `invalid-input` for any other error.
 */
export function mendFor(project: RunProject, subject: ErrorSubject): Mend {
  if (subject.kind === 'fp') {
    const { image, boxes, marks } = project.readImage(subject.imageId)
    const errorId = errorIdOf(subject)
    const stored = project.listVerdicts(subject.runId).find((one) => one.errorId === errorId && one.isActive)
    const drawn = withoutVerdict(project, errorId, stored, { boxes, marks })
    const alone = judgeAlone(project, subject.runId, { image, drawn })
    if (alone !== null) {
      const { classes, picture } = alone
      const { scene, judged } = picture
      const place = scene.detections.findIndex((found) => found.place === subject.place)
      const error = judged.falsePositives.find(({ detection }) => detection === place)
      const label = error?.truth == null ? undefined : scene.truthBoxes[error.truth]
      const { classId } = classes.list[scene.scored[place]?.classIndex] ?? { classId: null }
      if (label !== undefined && error?.cause === 'localization') {
        return { boxId: label.id, box: cornersOf(scene.detections[place].detection), classId: label.classId }
      }
      if (label !== undefined && error?.cause === 'class' && classId !== null) {
        return { boxId: label.id, box: cornersOf(label), classId }
      }
    }
  }
  throw new StudioError(
    'invalid-input',
    'The mistake itself does not say how to mend a label here.',
    'Only a badly placed or a wrongly classed detection does. Edit the label instead.',
  )
}
