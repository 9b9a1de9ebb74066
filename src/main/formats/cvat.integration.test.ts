import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from './testing/sourceFolder'

freshSourceFolder()

const BY_NUMBER = 'frames of a video matched by the number in the name of the picture: 1'
const task = (words: string) =>
  `<meta><task>${words}<labels><label><name>car</name></label></labels></task></meta>`

/** A track that is at x = 10 on frame 0, 20 on frame 1, 30 on frame 2, and gone on frame 3. */
const video = (words = '') => {
  const boxes = [0, 1, 2, 3].map(
    (frame) =>
      `<box frame="${frame}" keyframe="1" outside="${frame === 3 ? 1 : 0}" occluded="0" xtl="${10 + 10 * frame}" ytl="20" xbr="${20 + 10 * frame}" ybr="40"/>`,
  )
  return `<annotations><version>1.1</version>${task(words)}<track id="0" label="car">${boxes.join('')}</track></annotations>`
}
const onFrames = (...names: string[]) =>
  names.map((name, at) => `${name} car ${10 + 10 * at} 20 ${20 + 10 * at} 40`)

async function putFrames(folder: string, from: number, to: number) {
  for (let frame = from; frame <= to; frame++) await putPicture(`${folder}frame_00000${frame}.png`)
}

it('row 19: takes the frames of a video from the folder that is called like its file', async () => {
  for (const clip of ['clipA', 'clipB']) {
    await putFrames(`${clip}/`, 0, 2)
    put(`${clip}.xml`, video())
  }
  const plan = await readAs()
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([
    onFrames('clipA/frame_000000.png', 'clipA/frame_000001.png', 'clipA/frame_000002.png').concat(
      onFrames('clipB/frame_000000.png', 'clipB/frame_000001.png', 'clipB/frame_000002.png'),
    ),
    [BY_NUMBER.replace(/1$/, '2')],
  ])
})

it.each(['<name>clip</name>', '<source>clip.mp4</source>'])(
  'row 19: or like its task or its video: %s',
  async (words) => {
    for (const folder of ['clip/', 'other/']) await putFrames(folder, 0, 2)
    put('annotations.xml', video(words))
    expect(boxLines(await readAs())).toEqual(
      onFrames('clip/frame_000000.png', 'clip/frame_000001.png', 'clip/frame_000002.png'),
    )
  },
)

it('row 19: or from the only one beside its file', async () => {
  for (const task of ['one', 'two']) await putFrames(`${task}/images/`, 0, 2)
  put('two/annotations.xml', video())
  expect(boxLines(await readAs())).toEqual(
    onFrames('two/images/frame_000000.png', 'two/images/frame_000001.png', 'two/images/frame_000002.png'),
  )
})

it('row 19: joins folders that hold parts of one video', async () => {
  await putFrames('train/', 0, 1)
  await putFrames('val/', 2, 2)
  put('annotations.xml', video())
  expect(boxLines(await readAs())).toEqual(
    onFrames('train/frame_000000.png', 'train/frame_000001.png', 'val/frame_000002.png'),
  )
})

it('row 19: refuses a video whose frames could be those of two folders', async () => {
  for (const folder of ['one/', 'two/']) await putFrames(folder, 0, 2)
  put('annotations.xml', video())
  await expect(readAs()).rejects.toMatchObject({ code: 'format-invalid' })
})

it('row 19: refuses the box of a frame whose number two pictures have', async () => {
  await putFrames('', 0, 2)
  await putPicture('other_1.png')
  put('annotations.xml', video())
  const plan = await readAs()
  expect(boxLines(plan)).toEqual(
    onFrames('frame_000000.png', '', 'frame_000002.png').filter((_, at) => at !== 1),
  )
  expect(noted(plan.rejected)).toContain('frame of a video that fits several pictures: 1')
})

it('row 19: pictures counted from 1 are moved by one where their count is that of the video, else refused', async () => {
  await putFrames('', 1, 3)
  const words = (size: number) =>
    `<size>${size}</size><start_frame>0</start_frame><stop_frame>${size - 1}</stop_frame>`
  put('annotations.xml', video(words(3)))
  const plan = await readAs()
  expect([boxLines(plan), noted(plan.repaired)]).toEqual([
    onFrames('frame_000001.png', 'frame_000002.png', 'frame_000003.png'),
    [BY_NUMBER, 'pictures counted from 1, frames of the video from 0: each is one further: 1'],
  ])
  for (const other of [words(4), '']) {
    put('annotations.xml', video(other))
    await expect(readAs()).rejects.toMatchObject({ code: 'format-invalid' })
  }
})

const images = (name: string, shapes: string) =>
  `<annotations><version>1.1</version>${task('')}<image id="0" name="${name}" width="64" height="48">${shapes}</image></annotations>`

it('takes the box around masks and ellipses, and refuses lines', async () => {
  await putPicture('a.jpg')
  put(
    'a.xml',
    images(
      'a.jpg',
      `<mask label="dog" occluded="0" rle="1, 2, 3" left="10" top="20" width="30" height="15"/>
      <ellipse label="dog" occluded="1" cx="32" cy="24" rx="10" ry="5"/>
      <ellipse label="cat" cx="32" cy="24" rx="10" ry="5" rotation="90"/>
      <polyline label="cat" points="1,2;3,4;5,6"/>`,
    ),
  )
  const plan = await readAs()
  expect([boxLines(plan), noted(plan.repaired), noted(plan.rejected)]).toEqual([
    ['a.jpg dog 10 20 40 35', 'a.jpg dog 22 19 42 29', 'a.jpg cat 27 14 37 34'],
    ['mask or ellipse: the upright box around it: 3'],
    ['shape that is no box (polyline): 1'],
  ])
})

it('finds a name with blanks at its ends, and one that was written with some', async () => {
  await putPicture(' lead.jpg')
  await putPicture('a.jpg')
  put('a.xml', images(' lead.jpg', '<box label="cat" xtl="1" ytl="2" xbr="3" ybr="4"/>'))
  put('b.xml', images(' a.jpg ', '<box label=" cat " xtl="1" ytl="2" xbr="3" ybr="4"/>'))
  expect(boxLines(await readAs())).toEqual([' lead.jpg cat 1 2 3 4', 'a.jpg cat 1 2 3 4'])
})
