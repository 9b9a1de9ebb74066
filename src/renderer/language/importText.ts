import type { ImportReport } from '../../shared/project/schema'
import { countText } from './count'
import { t } from './t'

/** What an import brought, in the language of the interface: `205 pictures, 3 012 boxes and 3 classes`. */
export function importText({
  images,
  boxes,
  classes,
}: Pick<ImportReport, 'images' | 'boxes' | 'classes'>): string {
  // Frames of a video, or a folder without labels.
  if (boxes === 0 && classes.length === 0) return countText(images, 'picture')
  return t('{{pictures}}, {{boxes}} and {{classes}}', {
    pictures: countText(images, 'picture'),
    boxes: countText(boxes, 'box', 'boxes'),
    classes: countText(classes.length, 'class', 'classes'),
  })
}
