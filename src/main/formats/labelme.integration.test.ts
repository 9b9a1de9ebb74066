import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, put, putPicture, readAs } from './testing/sourceFolder'

freshSourceFolder()

const shapes = [
  {
    label: 'cat',
    points: [
      [30, 40],
      [1, 2],
    ],
    shape_type: 'rectangle',
  },
]

it.each([60, 100])(
  'reads files whose keys are sorted, the picture of %i KiB before the shapes',
  async (kib) => {
    await putPicture('a.jpg')
    await putPicture('b.jpg')
    const imageData = 'QUFB'.repeat(256 * kib)
    put('a.json', { flags: {}, imageData, imageHeight: 48, imagePath: 'a.jpg', imageWidth: 64, shapes })
    put('b.json', {
      version: '5.5.0',
      shapes,
      imagePath: 'b.jpg',
      imageData,
      imageHeight: 48,
      imageWidth: 64,
    })
    const plan = await readAs()
    expect([plan.format, boxLines(plan)]).toEqual(['labelme', ['a.jpg cat 1 2 30 40', 'b.jpg cat 1 2 30 40']])
  },
)
