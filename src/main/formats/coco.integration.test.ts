import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from './testing/sourceFolder'

freshSourceFolder()

const categories = [{ id: 1, name: 'cat' }]
const labels = (...annotations: object[]) => ({
  images: [{ id: 1, file_name: 'a.jpg', width: 64, height: 48 }],
  categories,
  annotations: annotations.map((each, at) => ({ id: at + 1, image_id: 1, category_id: 1, ...each })),
})
const TURNED = 'rotated box or polygon: the upright box around it: 1'

it('takes the box around one that its attributes turn, as CVAT writes it', async () => {
  await putPicture('a.jpg')
  put(
    'a.json',
    labels(
      { bbox: [10, 10, 20, 10], attributes: { rotation: 90, colour: 'red' } },
      { bbox: [1, 2, 3, 4], attributes: { rotation: 0 } },
      { bbox: [1, 2, 3, 4], attributes: { rotation: 'left' } },
    ),
  )
  const plan = await readAs()
  // About the centre (20, 15): 10 wide and 20 high.
  expect([boxLines(plan), noted(plan.repaired).filter((note) => !note.startsWith('duplicate'))]).toEqual([
    ['a.jpg cat 15 5 25 25', 'a.jpg cat 1 2 4 6', 'a.jpg cat 1 2 4 6'],
    [TURNED],
  ])
  expect(plan.images[0]?.boxes.map(({ attributes }) => attributes)).toEqual([
    [['colour', 'red']],
    undefined,
    [['rotation', 'left']],
  ])
})

it('does so for Datumaro too', async () => {
  await putPicture('a.jpg')
  const annotation = {
    id: 0,
    type: 'bbox',
    label_id: 0,
    bbox: [10, 10, 20, 10],
    attributes: { rotation: 90.0 },
  }
  put('default.json', {
    info: {},
    categories: { label: { labels: [{ name: 'cat' }] } },
    items: [{ id: 'a', image: { path: 'a.jpg', size: [48, 64] }, annotations: [annotation] }],
  })
  const plan = await readAs()
  expect([plan.format, boxLines(plan), noted(plan.repaired), plan.images[0]?.boxes[0]?.attributes]).toEqual([
    'datumaro',
    ['a.jpg cat 15 5 25 25'],
    [TURNED],
    undefined,
  ])
})

it.each([[[]], [null], [[0, 0, 0, 0]], [undefined]])(
  'takes the polygon where the bbox is %j',
  async (bbox) => {
    await putPicture('a.jpg')
    put('a.json', labels({ bbox, segmentation: [[10, 10, 50, 10, 50, 40]] }))
    const plan = await readAs()
    expect([boxLines(plan), noted(plan.repaired), noted(plan.rejected)]).toEqual([
      ['a.jpg cat 10 10 50 40'],
      ['no bbox: box taken from the polygon: 1'],
      [],
    ])
  },
)

it.each([
  [[], 'bbox is not four numbers: 1'],
  [null, 'null as bbox: 1'],
  [[0, 0, 0, 0], 'box of zero size: 1'],
])('refuses a bbox that is %j where there is no polygon either', async (bbox, note) => {
  await putPicture('a.jpg')
  put('a.json', labels({ bbox, segmentation: [] }))
  expect(noted((await readAs()).rejected)).toEqual([note])
})

it('refuses a box with NaN alone, and says which', async () => {
  await putPicture('a.jpg')
  const text = JSON.stringify(labels({ bbox: [1, 2, 30, 40] }, { bbox: ['#', 2, 30, 40] }))
  put('a.json', text.replace('"#"', 'NaN'))
  const plan = await readAs()
  expect([boxLines(plan), plan.rejected]).toEqual([
    ['a.jpg cat 1 2 31 42'],
    [{ what: 'null in bbox', count: 1, examples: ['a.json annotation 2'] }],
  ])
})

it('passes over the results of a detector in a folder of labels', async () => {
  await putPicture('images/a.jpg')
  const results = [{ image_id: 1, category_id: 1, bbox: [1, 2, 3, 4], score: 0.5 }]
  put('runs/val/predictions.json', results)
  put('labels/a.txt', '0 0.5 0.5 0.5 0.5\n')
  put('data.yaml', 'names: [cat]\n')
  expect(await readAs()).toMatchObject({ format: 'yolo', images: [{ boxes: [{ className: 'cat' }] }] })
  await expect(readAs('coco')).rejects.toThrow('results file')
  put('labels.json', labels({ bbox: [1, 2, 3, 4] }))
  const plan = await readAs('coco')
  expect([boxLines(plan), noted(plan.rejected)]).toEqual([
    ['images/a.jpg cat 1 2 4 6'],
    ['results of a detector, no labels: left out: 1'],
  ])
})
