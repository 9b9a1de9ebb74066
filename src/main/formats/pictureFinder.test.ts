import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PictureFinder } from './pictureFinder'

const finder = (...paths: string[]) =>
  new PictureFinder(paths.map((relativePath) => ({ root: '/root', relativePath })))
const found = (relativePath: string, how = 'exact') => ({ root: '/root', relativePath, how })

describe('PictureFinder', () => {
  it('finds by path, by the end of the path, and across slashes', () => {
    const pictures = finder('images/a.jpg', 'images/cam1/b.jpg', 'images/cam2/b.jpg')
    expect(pictures.find('a.jpg')).toEqual(found('images/a.jpg'))
    expect(pictures.find('.\\images\\a.jpg')).toEqual(found('images/a.jpg'))
    expect(pictures.find('cam2/b.jpg')).toEqual(found('images/cam2/b.jpg'))
    expect(pictures.find('b.jpg')).toEqual({ problem: 'ambiguous' })
    expect(pictures.find('c.jpg')).toEqual({ problem: 'missing' })
  })

  it('tells equal names apart by where the label file is and what it is called', () => {
    const pictures = finder('train/a.jpg', 'val/a.jpg', 'images/train/b.jpg', 'images/val/b.jpg')
    expect(pictures.find('a.jpg', 'val/_annotations.coco.json')).toEqual(found('val/a.jpg'))
    expect(pictures.find('b.jpg', 'annotations/instances_train.json')).toEqual(found('images/train/b.jpg'))
  })

  it('says when a name only nearly fits', () => {
    const pictures = finder('caf\u00e9.jpg', 'Photo.JPG', 'scan.tif')
    expect(pictures.find('cafe\u0301.jpg')).toEqual(found('caf\u00e9.jpg', 'unicode form'))
    expect(pictures.find('photo.jpg')).toEqual(found('Photo.JPG', 'letter case'))
    expect(pictures.find('scan.png')).toEqual(found('scan.tif', 'extension'))
    expect(pictures.find('scan')).toEqual(found('scan.tif'))
    expect(pictures.find('D:\\data\\images\\scan.tif')).toEqual(found('scan.tif', 'base name'))
    expect(pictures.find('/home/pi/photos/Photo.JPG')).toEqual(found('Photo.JPG', 'base name'))
  })

  it('does not choose between two pictures of one stem', () => {
    expect(finder('a.png', 'a.jpg').find('a')).toEqual({ problem: 'ambiguous' })
  })

  it('row 15: lets no name lead out: whatever it is, the answer is a picture that was scanned, or none', () => {
    const pictures = finder('images/a.jpg', 'labels/previews/p.png')
    expect(pictures.find('../images/a.jpg', 'labels/x.json')).toMatchObject({ relativePath: 'images/a.jpg' })
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\win.ini', '\\\\server\\x.jpg'])
      expect(pictures.find(name)).toEqual({ problem: 'outside' })
    for (const name of ['file:///root/images/a.jpg', 'http://127.0.0.1:9/a.jpg', 'a.jpg\0.png'])
      expect(pictures.find(name)).toEqual({ problem: 'outside' })
    const seed = 19_740_601
    console.info(`finder fuzz seed ${seed}`)
    const piece = fc.constantFrom('..', '.', 'images', 'a.jpg', '/', '\\', 'C:', '%2e%2e', '', 'x')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.string(), (pieces, rest) => {
        for (const name of [pieces.join('/'), pieces.join(''), rest]) {
          const answer = pictures.find(name, 'labels/x.json')
          if (!('problem' in answer))
            expect(['images/a.jpg', 'labels/previews/p.png']).toContain(answer.relativePath)
        }
      }),
      { seed, numRuns: 2000 },
    )
  })
})
