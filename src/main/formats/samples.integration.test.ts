import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './index'
import { dataFolder, hasData } from './testing/dataFolder'

async function countsOf(...parts: string[]) {
  const plan = await readSource(join(dataFolder, ...parts), 'auto')
  const numBoxes = plan.images.reduce((sum, { boxes }) => sum + boxes.length, 0)
  const refused = Object.fromEntries(plan.rejected.map(({ what, count }) => [what, count]))
  return { format: plan.format, images: plan.images.length, boxes: numBoxes, classes: plan.classes, refused }
}

// Counts are those of the READMEs beside the sets, and of the lines of the sample files.
describe.skipIf(!hasData('import-samples', 'aerial-cars', 'playing-cards', 'bccd-blood-cells'))(
  'original label files',
  () => {
    it('aerial cars: YOLO text files without a list of classes keep the order of their numbers', async () => {
      const seen = await countsOf('aerial-cars', 'labels-yolo')
      expect(seen).toMatchObject({ format: 'yolo', images: 122, boxes: 3597, refused: {} })
      expect(seen.classes).toEqual(['class 0', 'class 1', 'class 2', 'class 3'])
    })

    it('playing cards: both tables of the TensorFlow tutorial', async () => {
      expect(await countsOf('playing-cards', 'original')).toMatchObject({
        format: 'csv',
        images: 363,
        boxes: 670,
        refused: {},
      })
    })

    it('blood cells: a table with xmax before ymin, its two boxes of zero size named', async () => {
      const seen = await countsOf('bccd-blood-cells', 'original', 'test.csv')
      expect(seen).toMatchObject({
        format: 'csv',
        images: 364,
        boxes: 4886,
        refused: { 'box of zero size': 2 },
      })
    })

    it('Yolo_mark: a Darknet folder whose list names a picture that is not there', async () => {
      const seen = await countsOf('import-samples', 'yolo-mark')
      expect(seen).toEqual({
        format: 'yolo',
        images: 10,
        boxes: 35,
        classes: ['air', 'bird'],
        refused: { 'listed picture is missing': 1 },
      })
    })

    it.each([
      ['yolo_dataset/strict', 'yolo', 1, 2],
      ['yolo_dataset/labels', 'yolo', 2, 4],
      ['yolo_dataset/annotations', 'yolo', 1, 2],
      ['roboflow_dataset/yolo', 'yolo', 3, 4],
      ['roboflow_dataset/voc', 'voc', 3, 4],
      ['roboflow_dataset/coco', 'coco', 3, 4],
      ['labelme_dataset', 'voc', 1, 7],
      ['cvat_dataset/for_images/export_task', 'cvat', 2, 1],
      ['cvat_dataset/for_images/export_project', 'cvat', 6, 6],
      ['cvat_dataset/for_video', 'cvat', 1, 1],
      ['datumaro_dataset/legacy', 'datumaro', 4, 0],
    ])('%s is %s: %d pictures, %d boxes', async (folder, format, images, boxes) => {
      const seen = await countsOf('import-samples', 'datumaro-tests', ...folder.split('/'))
      expect([seen.format, seen.images, seen.boxes]).toEqual([format, images, boxes])
    })

    // Their pictures are a few pixels wide, their boxes are not: read, then refused against the picture.
    it.each([
      ['vott_json_dataset/dataset', 'vott', ['animal', 'dog', 'person'], 4],
      ['vott_csv_dataset/dataset', 'csv', ['helmet', 'person'], 5],
      ['roboflow_dataset/createml', 'createml', ['label_0', 'label_1'], 4],
      ['open_images_dataset/v6', 'csv', [0, 1, 2, 3].map((i) => `Generic label #${i}`), 3],
    ])('%s is %s: every box is in or named', async (folder, format, classes, boxes) => {
      const seen = await countsOf('import-samples', 'datumaro-tests', ...folder.split('/'))
      const { 'region without a tag': _untagged, ...refused } = seen.refused
      const numRefused = Object.values(refused).reduce((sum, count) => sum + count, 0)
      expect([seen.format, seen.classes, seen.boxes + numRefused]).toEqual([format, classes, boxes])
    })
  },
)
