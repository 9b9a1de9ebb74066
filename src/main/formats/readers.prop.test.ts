import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRandom } from '../../shared/random'
import { StudioError } from '../../shared/result'
import { orientedJpeg } from '../images/testing/pictures'
import { formats } from './index'
import { openSource } from './source'

const SEED = 20261126
const ROUNDS = 150

/** A small sound file of each format; the fuzzer breaks it. */
const SAMPLES: Readonly<Record<string, { path: string; text: string }>> = {
  coco: {
    path: 'a.json',
    text: '{"images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1,"name":"__proto__"}],"annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,30,20],"attributes":{"constructor":"x"}}]}',
  },
  voc: {
    path: 'a.xml',
    text: '<annotation><filename>a.jpg</filename><object><name>constructor</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>20</ymax></bndbox></object></annotation>',
  },
  yolo: { path: 'a.txt', text: '0 0.5 0.5 0.2 0.2\n1 0.1 0.1 0.3 0.1 0.3 0.4\n' },
  darknet: { path: 'a.txt', text: '0 0.5 0.5 0.2 0.2\n1 0.1 0.1 0.3 0.1 0.3 0.4\n' },
  csv: { path: 'a.csv', text: 'filename,class,xmin,ymin,xmax,ymax\na.jpg,"toString",1,2,30,20\n' },
  createml: {
    path: 'a.json',
    text: '[{"image":"a.jpg","annotations":[{"label":"__proto__","coordinates":{"x":20,"y":20,"width":8,"height":9}}]}]',
  },
  labelme: {
    path: 'a.json',
    text: '{"version":"5","shapes":[{"label":"x","points":[[1,2],[30,20]],"shape_type":"rectangle","flags":{"__proto__":true}}],"imagePath":"../../a.jpg"}',
  },
  cvat: {
    path: 'a.xml',
    text: '<annotations><version>1.1</version><image id="0" name="a.jpg" width="64" height="48"><box label="__proto__" occluded="1" xtl="1" ytl="2" xbr="30" ybr="20"><attribute name="constructor">x</attribute></box></image><track id="0" label="x"><box frame="1" outside="0" xtl="1" ytl="2" xbr="9" ybr="9"/></track></annotations>',
  },
  datumaro: {
    path: 'a.json',
    text: '{"info":{},"categories":{"label":{"labels":[{"name":"__proto__"}]}},"items":[{"id":"a","annotations":[{"type":"bbox","label_id":0,"bbox":[1,2,30,20],"attributes":{"x":1}}],"image":{"path":"a.jpg","size":[48,64]}}]}',
  },
  tfrecord: { path: 'a.tfrecord', text: '\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000abcdefgh' },
  vott: {
    path: 'a.json',
    text: '{"tags":[{"name":"__proto__"}],"assets":{"__proto__":{"asset":{"name":"a.jpg","path":"file:/etc/a.jpg","state":2},"regions":[{"tags":["x"],"boundingBox":{"left":1,"top":2,"width":20,"height":9}}]}}}',
  },
  labelstudio: {
    path: 'a.json',
    text: '[{"id":1,"data":{"image":"/data/upload/1/12345678-a.jpg"},"annotations":[{"result":[{"value":{"x":1,"y":2,"width":30,"height":20,"rotation":5,"rectanglelabels":["__proto__"]},"original_width":64,"original_height":48}]}]}]',
  },
}

const SPICE = [
  'null',
  '-1',
  '1e999',
  'NaN',
  '""',
  '[]',
  '{}',
  '"__proto__"',
  '"../../../etc/passwd"',
  '\u0000',
  '\ufffd',
  '<!DOCTYPE a>',
  '&amp;',
  '"',
  '\n',
  ',,,,',
  '&a',
  '*a',
  '-',
  '9007199254740993',
  '😀',
]

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'focal-fuzz-'))
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'in', 'a.jpg'), await orientedJpeg(1))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('every reader has a sample to be fuzzed with', () => {
  const readers = formats.map(({ name }) => name).filter((name) => name !== 'folder')
  expect(Object.keys(SAMPLES).sort()).toEqual([...readers].sort())
})

it.each(formats.filter(({ name }) => name !== 'folder').map((format) => [format.name, format] as const))(
  `row 19: %s: ${ROUNDS} broken files each end in a plan with sound boxes or a refusal (seed ${SEED})`,
  { timeout: 60_000 },
  async (name, format) => {
    const generator = createRandom(SEED, name.length)
    const random = () => generator.next()
    const { path, text } = SAMPLES[name]
    const file = join(folder, 'in', path)
    for (let round = 0; round < ROUNDS; round++) {
      const broken = breakText(text, random)
      writeFileSync(file, broken)
      try {
        const source = await openSource(file)
        await format.detect(source)
        const plan = await format.read(source, {})
        for (const { root, boxes, width, height } of plan.images) {
          expect(root.startsWith(dirname(file)), broken).toBe(true)
          for (const box of boxes) {
            const isSound =
              box.x1 >= 0 &&
              box.y1 >= 0 &&
              box.x2 <= width &&
              box.y2 <= height &&
              box.x2 - box.x1 >= 1 &&
              box.y2 - box.y1 >= 1
            expect(isSound, broken).toBe(true)
            expect(typeof box.className, broken).toBe('string')
          }
        }
      } catch (cause) {
        if (!(cause instanceof StudioError))
          throw new Error(`${name} round ${round}: ${String(cause)}\n${broken}`, { cause })
      }
      expect(Object.keys(Object.prototype)).toEqual([])
    }
    rmSync(file)
  },
)

/** One to three cuts, repeats, swaps or foreign pieces. */
function breakText(text: string, random: () => number): string {
  let broken = text
  for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
    const at = Math.floor(random() * broken.length)
    const to = at + Math.floor(random() * 12)
    const kind = Math.floor(random() * 4)
    const piece =
      kind === 0
        ? ''
        : kind === 1
          ? broken.slice(at, to).repeat(20)
          : kind === 2
            ? SPICE[Math.floor(random() * SPICE.length)]
            : String.fromCharCode(Math.floor(random() * 256))
    broken = broken.slice(0, at) + piece + broken.slice(to)
  }
  return broken
}
