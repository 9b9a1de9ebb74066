import { entriesOf } from './boxWords'
import { numberText } from './numberText'
import type { FormatWriter, ImportBox, LabelFile, LabelSet } from './types'
import { buildXml } from './xml'

/** CVAT XML 1.1 for images; flags that CVAT has no word for are attributes. */
export const cvatWriter: FormatWriter = {
  words: 'One XML file that CVAT takes in as it is, with attributes.',
  placeOf: (image) => `images/${image.name}`,
  files: writeCvat,
  carries: ['difficult', 'truncated', 'occluded', 'crowd', 'attributes'],
  keepsClasses: true,
}

function* writeCvat(set: LabelSet): Iterable<LabelFile> {
  const labels = set.classes.map((name) => ({ name, attributes: { attribute: attributesOf(set, name) } }))
  const images = set.images.map(({ name, width, height, split, boxes }, id) => ({
    '@id': id,
    '@name': name,
    ...(split !== null && { '@subset': split }),
    '@width': width,
    '@height': height,
    box: boxes.map(boxOf),
  }))
  const task = { size: set.images.length, mode: 'annotation', labels: { label: labels } }
  yield {
    path: 'annotations.xml',
    content: buildXml({ annotations: { version: '1.1', meta: { task }, image: images } }),
  }
}

/** Every attribute that a class uses must be declared. */
function attributesOf(set: LabelSet, className: string) {
  const isFlag = new Map<string, boolean>()
  for (const { boxes } of set.images)
    for (const box of boxes)
      if (box.className === className)
        for (const [name, value] of entriesOf(box, ['occluded'])) isFlag.set(name, value === true)
  return [...isFlag].map(([name, flag]) => ({
    name,
    mutable: 'False',
    input_type: flag ? 'checkbox' : 'text',
    default_value: flag ? 'false' : '',
    values: flag ? 'false' : '',
  }))
}

function boxOf(box: ImportBox) {
  return {
    '@label': box.className,
    '@source': 'manual',
    '@occluded': box.occluded === true ? 1 : 0,
    '@xtl': numberText(box.x1, 3),
    '@ytl': numberText(box.y1, 3),
    '@xbr': numberText(box.x2, 3),
    '@ybr': numberText(box.y2, 3),
    '@z_order': 0,
    attribute: entriesOf(box, ['occluded']).map(([name, value]) => ({
      '@name': name,
      '#text': String(value),
    })),
  }
}
