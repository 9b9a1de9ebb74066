import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from '../testing/sourceFolder'

freshSourceFolder()

/** One table beside a picture that is shown as 64 x 48 px. */
async function read(table: string, orientation: 1 | 6 = 1) {
  await putPicture('a.jpg', orientation)
  put('labels.csv', table)
  return readAs()
}

const TURNED = 'boxes measured before the EXIF rotation: turned with the picture: 1'
const OTHER_SIZE = 'stated size differs from the picture: the picture counts, boxes not scaled: 1'

// Stored 48 x 64, orientation 6: (x, y) is shown at (64 - y, x).
it('turns boxes with the picture where the table states the size before the EXIF rotation', async () => {
  const turned = await read(
    'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,48,64,cat,4,10,20,30\n',
    6,
  )
  expect([boxLines(turned), noted(turned.repaired)]).toEqual([['a.jpg cat 34 4 54 20'], [TURNED]])
})

it('turns shares of the picture that is not turned yet', async () => {
  const plan = await read(
    'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,48,64,cat,0.25,0.125,0.5,0.5\n',
    6,
  )
  // In the stored 48 x 64: 12, 8, 24, 32.
  expect(boxLines(plan)).toEqual(['a.jpg cat 32 12 56 24'])
})

it('says where the stated size is another one', async () => {
  const plan = await read('cat,4,10,20,30,a.jpg,640,480\n')
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([['a.jpg cat 4 10 24 40'], [OTHER_SIZE]])
})

it.each([
  ['filename,image_width,image_height,label,x,y,width,height', 'a.jpg,64,48,cat,1,2,30,40', '1 2 31 42'],
  ['filename,width,height,label,x,y,w,h', 'a.jpg,64,48,cat,1,2,30,40', '1 2 31 42'],
  ['filename,label,left,top,width,height', 'a.jpg,cat,1,2,30,40', '1 2 31 42'],
  ['filename,label,x,y,width,height', 'a.jpg,cat,1,2,30,40', '1 2 31 42'],
  [
    'filename,image_width,image_height,label,xmin,ymin,xmax,ymax,width,height',
    'a.jpg,64,48,cat,1,2,31,42,30,40',
    '1 2 31 42',
  ],
  ['image_id,width,height,bbox,label', 'a.jpg,64,48,"[1, 2, 30, 40]",cat', '1 2 31 42'],
  ['filename,class,x_center,y_center,width,height', 'a.jpg,cat,0.5,0.5,0.25,0.5', '24 12 40 36'],
  ['filename,class,cx,cy,w,h', 'a.jpg,cat,32,24,16,24', '24 12 40 36'],
])('knows whose width a width is: %s', async (header, row, corners) => {
  const plan = await read(`${header}\n${row}\n`)
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([[`a.jpg cat ${corners}`], []])
})

it.each([
  ['id,image_id,file_name,class,xmin,ymin,xmax,ymax', '1,7,a.jpg,cat,1,2,31,42'],
  ['filename,xmin,ymin,xmax,ymax,class,name', 'a.jpg,1,2,31,42,0,cat'],
  ['filename,xmin,ymin,xmax,ymax,class,name', 'a.jpg,1,2,31,42,cat,7'],
  ['filename,xmin,ymin,xmax,ymax,class_id,class_name', 'a.jpg,1,2,31,42,0,cat'],
])('takes the names before the numbers: %s %s', async (header, row) => {
  expect(boxLines(await read(`${header}\n${row}\n`))).toEqual(['a.jpg cat 1 2 31 42'])
})

it('keeps classes that have numbers alone', async () => {
  const plan = await read('filename,xmin,ymin,xmax,ymax,class_id\na.jpg,1,2,31,42,3\n')
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([['a.jpg 3 1 2 31 42'], []])
})

it('reads a table without a header whose fields are kept apart by semicolons', async () => {
  await putPicture('b.jpg')
  const plan = await read('a.jpg;1,5;2,5;30,25;40,75;cat\nb.jpg;1,5;2,5;30,25;40,75;dog\n')
  expect(boxLines(plan)).toEqual(['a.jpg cat 1.5 2.5 30.25 40.75', 'b.jpg dog 1.5 2.5 30.25 40.75'])
})

it('finds names with blanks around them, and names written with blanks around them', async () => {
  await putPicture(' lead.jpg')
  const plan = await read(
    'filename,class,xmin,ymin,xmax,ymax\n a.jpg ,cat,1,2,3,4\n lead.jpg, dog ,5,6,7,8\n',
  )
  expect(boxLines(plan).sort()).toEqual([' lead.jpg dog 5 6 7 8', 'a.jpg cat 1 2 3 4'])
})
