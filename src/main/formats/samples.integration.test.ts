import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './index'
import { dataFolder, hasData } from './testing/dataFolder'

const UNREAD = 'label file of no known format: not read'
const UNLABELLED = 'picture without a label: not taken in'

async function countsOf(...parts: string[]) {
  const plan = await readSource(join(dataFolder, ...parts), 'auto')
  const numBoxes = plan.images.reduce((sum, { boxes }) => sum + boxes.length, 0)
  const refused = Object.fromEntries(plan.rejected.map(({ what, count }) => [what, count]))
  return { format: plan.format, images: plan.images.length, boxes: numBoxes, classes: plan.classes, refused }
}

/**
 * Every folder under datumaro-tests: its format, pictures, boxes, and what is left out, counted in the files by hand. Pictures
 * there are a few pixels wide, so that many boxes lie outside of theirs.
 */
const samples: readonly [string, string, number, number, Record<string, number>][] = [
  ['coco_dataset/coco', 'coco', 2, 3, {}],
  ['coco_dataset/coco_captions', 'coco', 2, 0, { 'box with an unknown category_id': 3 }],
  ['coco_dataset/coco_image_info', 'coco', 2, 0, {}],
  ['coco_dataset/coco_instances', 'coco', 2, 3, {}],
  ['coco_dataset/coco_labels', 'coco', 2, 0, { 'annotation with a missing key bbox': 3 }],
  ['coco_dataset/coco_panoptic', 'coco', 2, 0, { 'annotation with a missing key category_id': 2 }],
  ['coco_dataset/coco_person_keypoints', 'coco', 2, 3, {}],
  ['coco_dataset/coco_roboflow', 'coco', 2, 3, {}],
  ['coco_dataset/coco_stuff', 'coco', 2, 2, {}],
  ['coco_dataset/mmdet_coco', 'coco', 2, 3, {}],
  [
    'cvat_dataset/for_images/export_project',
    'cvat',
    6,
    6,
    { 'shape that is no box (polyline)': 3, 'shape that is no box (points)': 3 },
  ],
  [
    'cvat_dataset/for_images/export_task',
    'cvat',
    2,
    1,
    { 'shape without a label': 2, 'shape that is no box (points)': 1 },
  ],
  [
    'cvat_dataset/for_video',
    'cvat',
    1,
    1,
    { 'track that is no box (points)': 1, 'track that is no box (polyline)': 1, [UNLABELLED]: 2 },
  ],
  ['datumaro_dataset/legacy', 'datumaro', 4, 0, { 'annotation that is no box (label)': 7 }],
  ['image_dir_dataset', 'folder', 2, 0, {}],
  // Formats that are not read here: the pictures come in, the label files are named.
  ['kitti_dataset', 'folder', 2, 0, { [UNREAD]: 2 }],
  ['open_images_dataset/v5', 'folder', 2, 0, { [UNREAD]: 3 }],
  ['roboflow_dataset/multiclass', 'folder', 3, 0, { [UNREAD]: 2 }],
  ['roboflow_dataset/yolo_obb', 'folder', 3, 0, { [UNREAD]: 4 }],
  ['widerface_dataset', 'folder', 3, 0, { [UNREAD]: 3 }],
  ['labelme_dataset', 'voc', 1, 7, {}],
  ['open_images_dataset/v6', 'csv', 2, 0, { 'boxes under 1 px': 3, [UNLABELLED]: 2 }],
  ['roboflow_dataset/coco', 'coco', 3, 4, {}],
  [
    'roboflow_dataset/createml',
    'createml',
    3,
    2,
    { 'boxes under 1 px (normalised coordinates instead of pixels?)': 1, 'boxes under 1 px': 1 },
  ],
  // Pictures inside the records are not taken out.
  [
    'roboflow_dataset/tfrecord',
    'tfrecord',
    0,
    0,
    { 'no image for the label file': 3, 'box on a picture that was left out': 4 },
  ],
  [
    'tf_detection_api_dataset',
    'tfrecord',
    0,
    0,
    { 'no image for the label file': 3, 'box on a picture that was left out': 4 },
  ],
  ['roboflow_dataset/voc', 'voc', 3, 4, {}],
  ['roboflow_dataset/yolo', 'yolo', 3, 4, {}],
  ['voc_dataset/voc_dataset1', 'voc', 1, 2, { [UNLABELLED]: 1 }],
  [
    'voc_dataset/voc_dataset2',
    'voc',
    0,
    0,
    { 'no image for the label file': 5, 'box on a picture that was left out': 4 },
  ],
  ['voc_dataset/voc_dataset3', 'voc', 1, 1, {}],
  ['vott_csv_dataset/dataset', 'csv', 4, 1, { 'box outside the picture': 4 }],
  ['vott_csv_dataset/dataset_with_meta_file', 'csv', 2, 0, { 'box outside the picture': 2, [UNLABELLED]: 2 }],
  ['vott_json_dataset/dataset', 'vott', 3, 0, { 'region without a tag': 1, 'box outside the picture': 4 }],
  [
    'vott_json_dataset/dataset_with_meta_file',
    'vott',
    3,
    0,
    { 'region without a tag': 1, 'box outside the picture': 3 },
  ],
  ['yolo_dataset/annotations', 'yolo', 1, 2, {}],
  ['yolo_dataset/labels', 'yolo', 2, 4, {}],
  ['yolo_dataset/strict', 'yolo', 1, 2, {}],
]

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

    it.each(samples)(
      '%s is %s: %d pictures, %d boxes, left out: %j',
      async (folder, format, images, boxes, refused) => {
        const seen = await countsOf('import-samples', 'datumaro-tests', ...folder.split('/'))
        expect([seen.format, seen.images, seen.boxes, seen.refused]).toEqual([format, images, boxes, refused])
      },
    )

    it.each([
      ['vott_json_dataset/dataset', ['animal', 'dog', 'person']],
      ['vott_csv_dataset/dataset', ['helmet', 'person']],
      ['roboflow_dataset/createml', ['label_0', 'label_1']],
      ['open_images_dataset/v6', [0, 1, 2, 3].map((i) => `Generic label #${i}`)],
    ])('%s has its classes in their order, whatever became of their boxes', async (folder, classes) => {
      const seen = await countsOf('import-samples', 'datumaro-tests', ...folder.split('/'))
      expect(seen.classes).toEqual(classes)
    })

    it('leaves out no sample', async () => {
      const root = join(dataFolder, 'import-samples', 'datumaro-tests')
      const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((each) =>
        each.isFile(),
      )
      const uncovered = files
        .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
        .filter((file) => file !== 'LICENSE' && !samples.some(([folder]) => file.startsWith(`${folder}/`)))
      expect(uncovered).toEqual([])
    })

    it.each([
      ['playing-cards/original/train_labels.csv', 'csv', 296, 527],
      ['playing-cards/original/test_labels.csv', 'csv', 67, 143],
      ['import-samples/yolo-mark/data/obj.data', 'yolo', 10, 35],
      ['import-samples/datumaro-tests/cvat_dataset/for_images/export_project/annotations.xml', 'cvat', 6, 6],
      ['import-samples/datumaro-tests/roboflow_dataset/yolo/data.yaml', 'yolo', 3, 4],
    ])('the file %s alone is %s: %d pictures, %d boxes', async (file, format, images, boxes) => {
      const seen = await countsOf(...file.split('/'))
      expect([seen.format, seen.images, seen.boxes]).toEqual([format, images, boxes])
    })

    it('aerial cars: lists and names without boxes are no labels, and are named', async () => {
      const seen = await countsOf('aerial-cars', 'original')
      expect([seen.format, seen.images, seen.boxes]).toEqual(['folder', 122, 0])
      expect(Object.values(seen.refused)[0]).toBeGreaterThan(0)
    })

    it.each([
      'instances_val2014_fakebbox100',
      'instances_val2014_fakesegm100',
      'person_keypoints_val2014_fakekeypoints100',
      'captions_val2014_fakecap',
    ])('%s is said to be results, not ground truth', async (name) => {
      const file = countsOf('import-samples', 'cocoapi-results', `${name}_results.json`)
      await expect(file).rejects.toMatchObject({
        code: 'format-invalid',
        message: expect.stringContaining('predictions of a detector'),
      })
    })
  },
)
