import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from '../testing/sourceFolder'
import { encodeExample, type Feature } from './example'
import { frameRecord } from './records'

freshSourceFolder()

it('takes the class by its id in the label map, not by its place there', async () => {
  await putPicture('a.jpg')
  const floats = (...value: number[]): Feature => ({ floatList: { value } })
  const feature = {
    'image/filename': { bytesList: { value: [Buffer.from('a.jpg')] } },
    'image/object/bbox/xmin': floats(0, 0.25, 0.5),
    'image/object/bbox/xmax': floats(0.25, 0.5, 0.75),
    'image/object/bbox/ymin': floats(0, 0, 0),
    'image/object/bbox/ymax': floats(0.5, 0.5, 0.5),
    'image/object/class/label': { int64List: { value: [3, 7, 2] } },
  }
  put('train.tfrecord', frameRecord(encodeExample({ features: { feature } })))
  put(
    'label_map.pbtxt',
    "item { id: 1 name: 'person' } item { id: 3 name: 'car' } item { id: 7 name: 'truck' }",
  )
  const plan = await readAs()
  expect([boxLines(plan), plan.classes, noted(plan.rejected)]).toEqual([
    ['a.jpg car 0 0 16 24', 'a.jpg truck 16 0 32 24'],
    ['person', 'car', 'truck'],
    ['box without a class: 1'],
  ])
})
