import { entriesOf } from './boxWords'
import { rounded } from './numberText'
import type { FormatWriter, LabelFile, LabelSet } from './types'

/** One file; what COCO has no word for stands in `attributes`, as CVAT and Datumaro write it. Ids count from 1. */
export const cocoWriter: FormatWriter = {
  words: 'One JSON file that pycocotools, torchvision, MMDetection and most others read.',
  placeOf: (image) => `images/${image.name}`,
  files: writeCoco,
  carries: ['difficult', 'truncated', 'occluded', 'crowd', 'attributes'],
  keepsClasses: true,
}

function* writeCoco(set: LabelSet): Iterable<LabelFile> {
  const numbers = new Map(set.classes.map((name, index) => [name, index + 1]))
  const annotations = set.images.flatMap(({ boxes }, at) => boxes.map((box) => ({ box, imageId: at + 1 })))
  const content = {
    info: { description: 'Exported by Focal Studio' },
    licenses: [],
    images: set.images.map(({ name, width, height }, at) => ({ id: at + 1, file_name: name, width, height })),
    annotations: annotations.map(({ box, imageId }, at) => {
      const [width, height] = [rounded(box.x2 - box.x1, 3), rounded(box.y2 - box.y1, 3)]
      const words = entriesOf(box, ['crowd'])
      return {
        id: at + 1,
        image_id: imageId,
        category_id: numbers.get(box.className),
        bbox: [rounded(box.x1, 3), rounded(box.y1, 3), width, height],
        area: rounded(width * height, 3),
        iscrowd: box.crowd === true ? 1 : 0,
        segmentation: [],
        ...(words.length > 0 && { attributes: Object.fromEntries(words) }),
      }
    }),
    categories: set.classes.map((name, index) => ({ id: index + 1, name, supercategory: '' })),
  }
  yield { path: 'annotations.json', content: `${JSON.stringify(content)}\n` }
}
