import type { ImportReport } from '../project/schema'
import { countText } from './count'

/** What an import brought: `205 pictures, 3 012 boxes and 3 classes`. */
export function importText(report: Pick<ImportReport, 'images' | 'boxes' | 'classes'>): string {
  const { images, boxes, classes } = report
  const all = [countText(images, 'picture'), countText(boxes, 'box', 'boxes')].join(', ')
  return `${all} and ${countText(classes.length, 'class', 'classes')}`
}
