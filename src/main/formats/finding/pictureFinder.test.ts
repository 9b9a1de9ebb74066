import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Found, PictureFinder } from './pictureFinder'

function finder(...paths: string[]) {
  const all = new PictureFinder(paths.map((relativePath) => ({ root: '/root', relativePath })))
  const plain = (answer: Found): Found => {
    if ('problem' in answer) return answer
    const { root, relativePath, how } = answer
    return { root, relativePath, how }
  }
  return {
    find: (name: string, near?: string) => plain(all.find(name, near)),
    findStem: (stem: string, near: string) => plain(all.findStem(stem, near)),
  }
}
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

  it('keeps to the split that the name or the label file is in', () => {
    const pictures = finder('images/val/1.jpg', 'valid/2.jpg', 'images/test2017/3.jpg')
    expect(pictures.findStem('images/train/1', 'labels/train/1.txt')).toEqual({ problem: 'missing' })
    expect(pictures.findStem('labels/val/1', 'labels/val/1.txt')).toEqual(found('images/val/1.jpg'))
    expect(pictures.find('train/1.jpg', 'ann.json')).toEqual({ problem: 'missing' })
    expect(pictures.find('2.jpg', 'train/2.xml')).toEqual({ problem: 'missing' })
    expect(pictures.find('train2017/3.jpg')).toEqual({ problem: 'missing' })
    expect(pictures.find('D:\\set\\train\\3.jpg')).toEqual({ problem: 'outside' })
    // Moved since, label file and all.
    expect(pictures.find('D:\\train\\2.jpg', 'valid/2.json')).toEqual(found('valid/2.jpg', 'base name'))
  })

  it('takes what was flattened, with a word', () => {
    const pictures = finder('images/1.jpg', 'cam2/2.jpg')
    expect(pictures.findStem('images/train/1', 'labels/train/1.txt')).toEqual(
      found('images/1.jpg', 'base name'),
    )
    expect(pictures.find('2.jpg', 'cam1/2.json')).toEqual(found('cam2/2.jpg', 'base name'))
    expect(pictures.find('..\\images\\1.jpg', 'labels/1.json')).toEqual(found('images/1.jpg'))
    expect(pictures.find('1.jpg', 'Annotations/1.xml')).toEqual(found('images/1.jpg'))
  })

  it('prefers the whole path to the end of one', () => {
    const pictures = finder('images/a.jpg', 'images/sub/a.jpg', 'c/1.jpg', 'b/c/1.jpg')
    expect(pictures.find('a.jpg', 'annotations.json')).toEqual(found('images/a.jpg'))
    expect(pictures.find('sub/a.jpg', 'annotations.json')).toEqual(found('images/sub/a.jpg'))
    expect(pictures.find('a.jpg', 'Annotations/sub/a.xml')).toEqual(found('images/sub/a.jpg'))
    expect(pictures.find('c/1.jpg', 'ann.json')).toEqual(found('c/1.jpg'))
    expect(pictures.find('c/1.jpg', 'b/ann.json')).toEqual(found('b/c/1.jpg'))
    expect(finder('cam1/b.jpg', 'cam2/b.jpg').find('D:\\new\\cam2\\b.jpg')).toEqual(
      found('cam2/b.jpg', 'base name'),
    )
  })

  it('knows dots in a name from its ending, and letter case from its lack', () => {
    const dots = finder('cam.jpg', 'cam.1.jpg')
    expect(dots.find('cam.1')).toEqual(found('cam.1.jpg'))
    expect(dots.find('cam.2')).toEqual({ problem: 'missing' })
    const letters = finder('A.jpg', 'a.jpg')
    expect(letters.findStem('A', 'A.txt')).toEqual(found('A.jpg'))
    expect(letters.findStem('a', 'a.txt')).toEqual(found('a.jpg'))
  })

  it('reads addresses and escapes, broken ones too', () => {
    const pictures = finder('b b.jpg', '100%.jpg')
    expect(pictures.find('b%20b.jpg')).toEqual(found('b b.jpg', 'base name'))
    expect(pictures.find('s3://bucket/x/b%20b.jpg')).toEqual(found('b b.jpg', 'base name'))
    expect(pictures.find('100%.jpg')).toEqual(found('100%.jpg'))
    expect(pictures.find('http://host/100%.jpg')).toEqual(found('100%.jpg', 'base name'))
    expect(pictures.find('%zz.jpg')).toEqual({ problem: 'missing' })
  })

  it('row 19: holds no name against thousands of the same, and finds the one beside its labels all the same', () => {
    const places = Array.from({ length: 300 }, (_, i) => `set/${i}/img.png`)
    const pictures = finder(...places)
    expect(pictures.find('img.png', 'labels.json')).toEqual({ problem: 'ambiguous' })
    expect(pictures.find('gone/img.png', 'labels.json')).toEqual({ problem: 'ambiguous' })
    expect(pictures.find('img.png', 'set/7/labels.json')).toEqual(found('set/7/img.png'))
    expect(pictures.find('8/img.png', 'labels.json')).toEqual(found('set/8/img.png'))
  })

  it('takes a letter and a colon for a drive only where a folder follows', () => {
    expect(finder('c:odd.png').find('c:odd.png')).toEqual(found('c:odd.png'))
    expect(finder('odd.png').find('c:\\pictures\\odd.png')).toEqual(found('odd.png', 'base name'))
  })

  it('does not choose between two pictures of one stem', () => {
    expect(finder('a.png', 'a.jpg').find('a')).toEqual({ problem: 'ambiguous' })
  })

  it('row 15: lets no name lead out: whatever it is, the answer is a picture that was scanned, or none', () => {
    const pictures = finder('images/a.jpg', 'labels/previews/p.png')
    expect(pictures.find('../../images/a.jpg', 'labels/x.json')).toMatchObject({
      relativePath: 'images/a.jpg',
    })
    for (const name of ['../../../etc/passwd', '/etc/passwd', 'C:\\Windows\\win.ini', '\\\\server\\x.jpg'])
      expect(pictures.find(name)).toEqual({ problem: 'outside' })
    for (const name of ['file:///etc/passwd', 'http://127.0.0.1:9/b.jpg', 'a.jpg\0.png', 'a.jpg%00.png'])
      expect(pictures.find(name)).toEqual({ problem: 'outside' })
    for (const name of ['file:///root/images/a.jpg', 'http://127.0.0.1:9/x/a.jpg?width=9#top'])
      expect(pictures.find(name)).toEqual(found('images/a.jpg', 'base name'))
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
