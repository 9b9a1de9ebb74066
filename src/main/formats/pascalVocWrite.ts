import { posix } from 'node:path'
import { entriesOf } from './boxWords'
import { numberText } from './numberText'
import type { ExportImage, FormatWriter, ImportBox, LabelFile, LabelSet } from './types'
import { buildXml } from './xml'

/** The folders of the VOC devkit: Annotations, JPEGImages, ImageSets/Main. Coordinates as the studio has them, from 0. */
export const pascalVocWriter: FormatWriter = {
  words:
    'One XML file a picture in the folders of the VOC devkit, for torchvision, labelImg and older tools.',
  placeOf: (image) => `JPEGImages/${image.name}`,
  // torchvision takes the stem of a list and adds exactly this.
  copiedName: (name) => name.replace(/\.jpe?g$/i, '.jpg'),
  files: writeVoc,
  carries: ['difficult', 'truncated', 'occluded', 'crowd', 'attributes'],
  keepsClasses: false,
}

const stemOf = (name: string) => name.replace(/\.[^./]*$/, '')

function* writeVoc(set: LabelSet): Iterable<LabelFile> {
  const labelled = set.images.filter(({ isLabelled }) => isLabelled)
  for (const image of labelled)
    yield {
      path: `Annotations/${stemOf(image.name)}.xml`,
      content: buildXml({ annotation: annotationOf(image) }),
    }
  const list = (images: readonly ExportImage[]) => images.map(({ name }) => `${stemOf(name)}\n`).join('')
  for (const part of ['train', 'val', 'test'] as const) {
    const images = labelled.filter(({ split }) => split === part)
    if (images.length > 0) yield { path: `ImageSets/Main/${part}.txt`, content: list(images) }
  }
  yield {
    path: 'ImageSets/Main/trainval.txt',
    content: list(labelled.filter(({ split }) => split !== 'test')),
  }
}

function annotationOf({ name, width, height, boxes }: ExportImage) {
  return {
    folder: posix.dirname(posix.join('JPEGImages', name)),
    filename: posix.basename(name),
    source: { database: 'Focal Studio' },
    size: { width, height, depth: 3 },
    segmented: 0,
    object: boxes.map(objectOf),
  }
}

function objectOf(box: ImportBox) {
  const words = entriesOf(box, ['difficult', 'truncated', 'occluded'])
  return {
    name: box.className,
    pose: 'Unspecified',
    truncated: box.truncated === true ? 1 : 0,
    occluded: box.occluded === true ? 1 : 0,
    difficult: box.difficult === true ? 1 : 0,
    bndbox: {
      xmin: numberText(box.x1, 3),
      ymin: numberText(box.y1, 3),
      xmax: numberText(box.x2, 3),
      ymax: numberText(box.y2, 3),
    },
    ...(words.length > 0 && {
      attributes: { attribute: words.map(([name, value]) => ({ name, value: String(value) })) },
    }),
  }
}
