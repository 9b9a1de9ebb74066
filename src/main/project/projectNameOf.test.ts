import { expect, it } from 'vitest'
import { projectNameOf } from './projectNameOf'

it.each([
  ['/home/a/cells', 'cells'],
  ['/home/a/cells/images', 'cells'],
  ['/home/a/cells/train/images', 'cells'],
  ['/home/a/VOC2007/JPEGImages', 'VOC2007'],
  ['/home/a/cells/images/focal-project', 'cells'],
  ['/home/a/image of cells', 'image of cells'],
  ['/home/a/细胞/photos', '细胞'],
  // Nothing above says more.
  ['/images', 'images'],
  ['/data/train', 'train'],
  ['/home/a/Downloads/images', 'images'],
])('a project of %s is called %s', (folder, name) => {
  expect(projectNameOf(folder, '/home/a')).toBe(name)
})
