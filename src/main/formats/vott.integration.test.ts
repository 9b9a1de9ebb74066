import { expect, it } from 'vitest'
import { boxLines, freshSourceFolder, noted, put, putPicture, readAs } from './testing/sourceFolder'

freshSourceFolder()

const asset = (id: string, state = 2) => ({ id, name: `${id}.jpg`, path: `file:${id}.jpg`, state })
const project = (...assets: { id: string }[]) => ({
  name: 'cells',
  tags: [{ name: 'cat' }, { name: 'dog' }],
  assets: Object.fromEntries(assets.map((each) => [each.id, each])),
})
const regions = [{ tags: ['dog'], boundingBox: { left: 10, top: 5, width: 30, height: 20 } }]

it('reads the assets beside a project that was chosen by itself', async () => {
  await putPicture('a.jpg')
  await putPicture('b.jpg')
  put('cells.vott', project(asset('a'), asset('lost'), asset('seen', 1), asset('../up')))
  put('a-asset.json', { asset: asset('a'), regions })
  put('b-asset.json', { asset: asset('b'), regions })
  const plan = await readAs('auto', 'cells.vott')
  expect([plan.format, boxLines(plan), plan.classes, noted(plan.rejected)]).toEqual([
    'vott',
    ['a.jpg dog 10 5 40 25'],
    ['cat', 'dog'],
    ['asset of the project without its file: 2'],
  ])
})
