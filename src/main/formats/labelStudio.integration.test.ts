import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from './testing/sourceFolder'

freshSourceFolder()

/** One task on a picture that is shown as 64 x 48 px. */
async function read(result: object[], orientation: 1 | 6 = 1) {
  await putPicture('a.jpg', orientation)
  put('ls.json', [{ id: 1, data: { image: 'a.jpg' }, annotations: [{ id: 1, result }] }])
  return readAs()
}
const region = (value: object, width = 64, height = 48) => ({
  original_width: width,
  original_height: height,
  value,
})
const rectangle = { x: 25, y: 12.5, width: 25, height: 37.5, rotation: 0, rectanglelabels: ['cat'] }

// Stored 48 x 64, orientation 6: (x, y) is shown at (64 - y, x).
it('turns boxes with the picture where the stated size is that before the EXIF rotation', async () => {
  const plan = await read([region(rectangle, 48, 64)], 6)
  // In the stored picture: 12, 8, 24, 32.
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([
    ['a.jpg cat 32 12 56 24'],
    ['boxes measured before the EXIF rotation: turned with the picture: 1'],
  ])
})

it('leaves boxes of the upright picture as they are', async () => {
  const plan = await read([region(rectangle)], 6)
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([['a.jpg cat 16 6 32 24'], []])
})

it('reads the regions of every control of a JSON-MIN file', async () => {
  await putPicture('a.jpg')
  const more = { original_width: 64, original_height: 48 }
  const people = [{ ...rectangle, ...more, rectanglelabels: ['man'] }]
  const outlines = [
    {
      points: [
        [0, 0],
        [50, 0],
        [50, 50],
      ],
      polygonlabels: ['sky'],
      ...more,
    },
  ]
  put('min.json', [
    { image: 'a.jpg', id: 1, people, cars: [{ ...rectangle, ...more }], outlines, tags: ['x'] },
  ])
  expect(boxLines(await readAs())).toEqual([
    'a.jpg man 16 6 32 24',
    'a.jpg cat 16 6 32 24',
    'a.jpg sky 0 0 32 24',
  ])
})

it('takes the box around polygons and ellipses, and refuses what a brush painted', async () => {
  const polygon = {
    points: [
      [25, 25],
      [75, 25],
      [75, 50],
    ],
    polygonlabels: ['cat'],
  }
  const ellipse = { x: 50, y: 50, radiusX: 25, radiusY: 12.5, rotation: 0, ellipselabels: ['dog'] }
  const brush = { format: 'rle', rle: [1, 2], brushlabels: ['mud'] }
  const plan = await read([
    region(polygon),
    region(ellipse),
    region({ ...ellipse, rotation: 90 }),
    region(brush),
  ])
  // Half sides of the ellipse: 16 and 6 px; turned by 90 degrees 6 and 16.
  expect([boxLines(plan), noted(plan.repaired), noted(plan.rejected)]).toEqual([
    ['a.jpg cat 16 12 48 24', 'a.jpg dog 16 18 48 30', 'a.jpg dog 26 8 38 40'],
    ['polygon or ellipse: the upright box around it: 3'],
    ['region that is no rectangle: 1'],
  ])
})
