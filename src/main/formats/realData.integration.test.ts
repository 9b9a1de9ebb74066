import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './index'
import { matchSplit, readSplitFile } from './splits/splitFile'
import { dataFolder, hasData } from './testing/dataFolder'
import type { ImportPlan } from './types'

const at = (...parts: string[]) => join(dataFolder, ...parts)

/** Boxes by class, counted in the plan. */
function counts(plan: ImportPlan) {
  const byClass = new Map(plan.classes.map((name) => [name, 0]))
  for (const { boxes } of plan.images)
    for (const { className } of boxes) byClass.set(className, (byClass.get(className) ?? 0) + 1)
  return { images: plan.images.length, classes: Object.fromEntries(byClass) }
}

// The numbers are those of the README beside each data set.
const cells = { images: 364, classes: { RBC: 4153, WBC: 372, Platelets: 361 } }
const cards = { images: 363, classes: { nine: 115, ten: 100, jack: 113, queen: 106, king: 118, ace: 118 } }

describe.skipIf(!hasData('bccd-blood-cells', 'playing-cards', 'aerial-cars'))('real data sets', () => {
  it('reads the blood cells as COCO, from the folder and from the file', async () => {
    const folder = at('bccd-blood-cells')
    const fromFolder = await readSource(folder, 'auto')
    expect([fromFolder.format, counts(fromFolder)]).toEqual(['coco', cells])
    const fromFile = await readSource(join(folder, 'annotations.coco.json'), 'auto')
    expect(counts(fromFile)).toEqual(cells)
    expect(fromFile.rejected).toEqual([])
    expect(fromFile.images[0]).toMatchObject({
      relativePath: 'images/BloodImage_00000.jpg',
      width: 640,
      height: 480,
    })
  })

  it('reads the blood cells as Pascal VOC to the same boxes, the two of zero size named', async () => {
    const voc = await readSource(at('bccd-blood-cells', 'annotations-voc'), 'auto')
    const coco = await readSource(at('bccd-blood-cells', 'annotations.coco.json'), 'coco')
    expect(voc.format).toBe('voc')
    expect(voc.rejected).toMatchObject([{ what: 'box of zero size', count: 2 }])
    // The README counts objects from 0, reports from 1.
    expect(voc.rejected[0]?.examples[0]).toContain('BloodImage_00338.xml object 13')
    const places = (plan: ImportPlan) =>
      plan.images.map(({ contentHash, boxes }) => [
        contentHash,
        boxes.map(({ className, x1, y1, x2, y2 }) => `${className} ${x1} ${y1} ${x2} ${y2}`).sort(),
      ])
    expect(places(voc)).toEqual(places(coco))
  })

  it('assigns every blood cell picture to the part its split file says', async () => {
    const plan = await readSource(at('bccd-blood-cells'), 'coco')
    const split = await readSplitFile(at('bccd-blood-cells', 'split.json'))
    const { assigned, rejected } = matchSplit(split, plan.images)
    const parts = [...assigned.values()]
    const size = (part: string) => parts.filter((each) => each === part).length
    expect([size('train'), size('val'), size('test'), rejected]).toEqual([205, 87, 72, []])
  })

  it('reads the playing cards, upper-case extensions and Windows paths, as COCO and as VOC', async () => {
    const coco = await readSource(at('playing-cards'), 'coco')
    expect([counts(coco), coco.rejected]).toEqual([cards, []])
    const voc = await readSource(at('playing-cards'), 'voc')
    expect(counts(voc)).toEqual({ images: 363, classes: expect.objectContaining(cards.classes) })
    const numTruncated = voc.images.flatMap((image) => image.boxes).filter((box) => box.truncated).length
    expect(numTruncated).toBe(34)
  })

  it('reads the aerial cars with a class that has no box', async () => {
    const plan = await readSource(at('aerial-cars', 'annotations.coco.json'), 'auto')
    expect(counts(plan)).toEqual({
      images: 122,
      classes: { car: 3399, truck: 5, bus: 94, minibus: 99, cyclist: 0 },
    })
    const source = JSON.parse(readFileSync(at('aerial-cars', 'annotations.coco.json'), 'utf8'))
    const [x, y, width, height] = source.annotations[0].bbox
    const [image] = plan.images.filter((each) => each.relativePath === `images/${source.images[0].file_name}`)
    expect(image?.boxes).toContainEqual({ className: 'car', x1: x, y1: y, x2: x + width, y2: y + height })
  })
})

describe.skipIf(!hasData('import-samples'))('import samples', () => {
  const sample = (...parts: string[]) => at('import-samples', 'datumaro-tests', ...parts)

  it.each([
    ['coco_dataset/coco', 2],
    ['coco_dataset/coco_instances', 2],
    ['coco_dataset/mmdet_coco', 2],
    ['coco_dataset/coco_roboflow', 2],
    ['coco_dataset/coco_image_info', 2],
    ['coco_dataset/coco_person_keypoints', 2],
  ])('finds the pictures of the COCO layout %s', async (folder, numImages) => {
    const plan = await readSource(sample(...folder.split('/')), 'auto')
    expect([plan.format, plan.images.length]).toEqual(['coco', numImages])
  })

  it('takes instances before captions, keypoints and panoptic files of the same pictures', async () => {
    const plan = await readSource(sample('coco_dataset', 'coco'), 'auto')
    const places = plan.images.flatMap(({ relativePath, boxes }) =>
      boxes.map((box) => `${relativePath} ${JSON.stringify(box)}`),
    )
    expect([places.length, new Set(places).size]).toEqual([3, 3])
    expect(plan.images.map((image) => image.relativePath)).toEqual(['images/train/a.jpg', 'images/val/b.jpg'])
  })

  it('finds the pictures from an annotations folder by itself', async () => {
    const plan = await readSource(
      sample('coco_dataset', 'coco', 'annotations', 'instances_train.json'),
      'auto',
    )
    expect(plan.images.map((image) => image.relativePath)).toEqual(['train/a.jpg'])
  })

  it('reads both VOC layouts and a plain folder, and names label files without a picture', async () => {
    const first = await readSource(sample('voc_dataset', 'voc_dataset1'), 'auto')
    expect([first.format, first.images.length, first.classes]).toEqual(['voc', 1, ['cat', 'person']])
    expect(first.images[0]?.boxes[0]).toEqual({
      className: 'cat',
      x1: 1,
      y1: 2,
      x2: 3,
      y2: 4,
      truncated: true,
    })
    const second = await readSource(sample('voc_dataset', 'voc_dataset2'), 'auto')
    expect([second.images.length, second.rejected[0]?.what]).toEqual([0, 'no image for the label file'])
    const plain = await readSource(sample('image_dir_dataset'), 'auto')
    expect([plain.format, plain.images.length]).toEqual(['folder', 2])
  })

  it('says what a results file is', async () => {
    const file = at('import-samples', 'cocoapi-results')
    await expect(readSource(file, 'auto')).rejects.toMatchObject({
      code: 'format-invalid',
      message: expect.stringContaining('predictions of a detector'),
    })
  })
})
