import { countText } from '../../../../shared/text/count'
import { showPictures } from '../mends'
import type { DataCheck } from './types'

const MIN_SIDE_PX = 1
/** Rounding of other programs is no error. */
const SLACK_PX = 1

/** Boxes that reach out of their picture or are under a pixel: labels that slipped. */
export const brokenBoxes: DataCheck = ({ images }) => {
  const found = images.map(({ id, boxes, width, height }) => {
    const isOutside = ({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }) =>
      x1 < -SLACK_PX || y1 < -SLACK_PX || x2 > width + SLACK_PX || y2 > height + SLACK_PX
    const outside = boxes.filter(isOutside).length
    const thin = boxes.filter(
      (box) => !isOutside(box) && !(box.x2 - box.x1 >= MIN_SIDE_PX && box.y2 - box.y1 >= MIN_SIDE_PX),
    ).length
    return { id, outside, thin }
  })
  const sum = (key: 'outside' | 'thin') => found.reduce((total, image) => total + image[key], 0)
  const [outside, thin] = [sum('outside'), sum('thin')]
  if (outside + thin === 0) return null
  const parts = [
    outside > 0
      ? `${countText(outside, 'box reaches', 'boxes reach')} out of ${outside === 1 ? 'its picture' : 'their pictures'}`
      : null,
    thin > 0 ? `${countText(thin, 'box is', 'boxes are')} under a pixel` : null,
  ]
  return {
    severity: 'warns',
    code: 'broken-boxes',
    message: `${parts.filter((part) => part !== null).join(', ')}: labels that slipped, or that were made for pictures of another size.`,
    hint: 'Training cuts them at the border and leaves out what is too thin; correct or delete them.',
    mend: showPictures(found.filter((image) => image.outside + image.thin > 0).map(({ id }) => id)),
  }
}
