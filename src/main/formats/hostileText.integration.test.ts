import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../shared/limits'
import { toErrorInfo } from '../../shared/result'
import { orientedJpeg } from '../images/testing/pictures'
import { formats, readSource } from './index'
import { readSplitFile } from './splits/splitFile'
import type { ImportPlan } from './types'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'focal-text-'))
  writeFileSync(join(folder, 'a.jpg'), await orientedJpeg(1))
})
afterAll(() => rmSync(folder, { recursive: true }))

const prototypeKeys = () =>
  [Object.prototype, Array.prototype].map((prototype) => Reflect.ownKeys(prototype).map(String).join())
const asBegun = prototypeKeys()
afterEach(() => {
  // After each import here: nothing that was read became part of every object.
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(prototypeKeys()).toEqual(asBegun)
})

let files = 0
/** Reads one label file beside the picture; a refusal must be ours. */
async function read(
  name: string,
  content: string | Uint8Array,
  format = 'auto',
): Promise<ImportPlan | string> {
  const own = join(folder, String(files++))
  mkdirSync(own)
  writeFileSync(join(own, name), content)
  try {
    return await readSource(join(own, name), format, { imagesFolder: folder })
  } catch (cause) {
    const { code, message } = toErrorInfo(cause)
    expect(code).toMatch(/^format-/)
    return message
  }
}
const boxesOf = (plan: ImportPlan | string) =>
  typeof plan === 'string'
    ? plan
    : plan.images.flatMap(({ boxes }) => boxes.map(({ className }) => className))
const whats = (plan: ImportPlan | string) =>
  typeof plan === 'string' ? plan : plan.rejected.map(({ what, count }) => `${what} ${count}`)

const coco = (annotations: string, categories = '[{"id":1,"name":"nut"}]') =>
  `{"images":[{"id":1,"file_name":"a.jpg"}],"categories":${categories},"annotations":[${annotations}]}`
const box = (bbox: string, more = '') => `{"image_id":1,"category_id":1,"bbox":${bbox}${more}}`

describe('row 19: hostile text', () => {
  it('row 19: every format refuses a file over the limit before it reads it', async () => {
    const own = join(folder, 'huge')
    mkdirSync(own)
    const before = process.memoryUsage().rss
    for (const ending of ['json', 'xml', 'txt', 'csv', 'tfrecord', 'yaml', 'vott']) {
      const file = join(own, `a.${ending}`)
      writeFileSync(file, ending === 'xml' ? '<annotation>' : '[')
      // Grown without writing.
      truncateSync(file, limits.maxLabelFileBytes + 1)
      const refusal = await readSource(file, 'auto', { imagesFolder: folder }).catch((cause: unknown) =>
        toErrorInfo(cause),
      )
      if ('code' in refusal) expect(refusal.code, ending).toMatch(/^format-/)
      else
        expect(
          refusal.images.flatMap(({ boxes }) => boxes),
          ending,
        ).toEqual([])
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20)
  })

  it('row 19: deep nesting ends in words in every format that nests', async () => {
    const deep = 30_000
    const json = `${'['.repeat(deep)}${']'.repeat(deep)}`
    const objects = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`
    for (const { name } of formats.filter((each) => each.name !== 'folder')) {
      for (const text of [json, objects, coco(box(json))])
        expect(typeof (await read('a.json', text, name)), name).toBe('string')
      const xml = `<annotation>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}</annotation>`
      expect(typeof (await read('a.xml', xml, name)), name).toBe('string')
    }
    expect(await read('data.yaml', `names: ${'['.repeat(deep)}${']'.repeat(deep)}`, 'yolo')).toMatch(
      /data\.yaml/,
    )
  })

  it('row 19: XML entities are refused whatever they lead to, in every format of XML', async () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    )
    const kinds = [
      `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>`,
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
      '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
      '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
      '<!doctype\n a [\n<!entity x "y">]>',
    ]
    for (const name of ['voc', 'cvat'])
      for (const doctype of kinds)
        expect(
          await read(
            'a.xml',
            `${doctype}<annotations><image name="a.jpg"><object><name>&l9;&x;</name></object></image></annotations>`,
            name,
          ),
        ).toContain('document type')
  })

  it('row 19: XML over 64 MiB is refused: the tree of it takes many times its size', async () => {
    const text = `<annotation><filename>${' '.repeat(limits.maxXmlCharacters)}</filename></annotation>`
    expect(await read('a.xml', text, 'voc')).toContain('the limit for XML is 64')
  })

  it('row 19: a YAML bomb, tags and merge keys end in words or in plain names', async () => {
    const bomb = `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}*a${i}]`).join('\n')}\nnames: *a9\n`
    expect(await read('data.yaml', bomb, 'yolo')).toMatch(/data\.yaml: the YAML cannot be read/)
    for (const tag of ['!!js/function "x"', '!!python/object/apply:os.system ["touch x"]'])
      expect(await read('data.yaml', `names: [${tag}]\n`, 'yolo')).toMatch(/data\.yaml/)
    const proto = await read(
      'data.yaml',
      'names: {0: __proto__, 1: nut}\n__proto__: {polluted: yes}\n<<: {polluted: yes}\n',
      'yolo',
    )
    expect(typeof proto === 'string' || proto.images.length === 0).toBe(true)
  })

  it('row 19: reading takes no longer than the text is long', async () => {
    const blanks = `${' '.repeat(200_000)}x`
    expect(
      boxesOf(await read('a.json', coco(box('[1,1,9,9]', `,"attributes":{"occluded":"${blanks}"}`)))),
    ).toEqual(['nut'])
    const marks = `${'?'.repeat(200_000)}\\n`
    const studio = `[{"data":{"image":"${marks}"},"annotations":[{"result":[]}]}]`
    expect(boxesOf(await read('a.json', studio, 'labelstudio'))).toEqual([])
    const vott = `{"tags":[],"assets":{"a":{"asset":{"name":"a","path":"file:${marks}","state":2},"regions":[]}}}`
    expect(boxesOf(await read('a.json', vott, 'vott'))).toEqual([])
    const keys = Array.from({ length: 30_000 }, (_, i) => `  ${i}: c${i}`).join('\n')
    expect(await read('data.yaml', `names:\n${keys}\n  x\n`, 'yolo')).toMatch(/the YAML cannot be read/)
  })

  it('row 19: a YAML key that stands twice, and one nested too deep, are refused with their line', async () => {
    expect(await read('data.yaml', 'nc: 1\nnames: {0: nut, 0: bolt}\n', 'yolo')).toContain(
      'a key stands twice at line 2, column 17',
    )
    expect(await read('data.yaml', `names: ${'['.repeat(100_000)}`, 'yolo')).toContain(
      '64 levels deep at line 1',
    )
  })

  it('row 19: numbers that are none, negative sizes and doubled ids lose their box alone', async () => {
    const plan = await read(
      'a.json',
      coco(
        [
          box('[1,1,9,9]', ',"id":1'),
          box('[1,1,1e309,9]', ',"id":1'),
          box('[20,20,-9,-9]', ',"id":2'),
          box('[1,1,9]', ',"id":3'),
          box('[1,1,"9x",9]', ',"id":4'),
          box('[1e308,1e308,1e308,1e308]', ',"id":5'),
        ].join(),
      ),
    )
    expect(boxesOf(plan)).toEqual(['nut', 'nut'])
    expect(whats(plan)).toEqual([
      'bbox holds what is not a number 2',
      'bbox is not four numbers 1',
      'box outside the picture 1',
    ])
    expect(whats(await read('a.json', coco(box('[NaN,1,9,9]'))))).toEqual(['null in bbox 1'])
    const csv = await read(
      'a.csv',
      'filename,class,xmin,ymin,xmax,ymax\na.jpg,n,NaN,1,9,9\na.jpg,n,1,1,1e309,9\na.jpg,n,1,1,20,20\n',
    )
    expect(boxesOf(csv)).toEqual(['n'])
    const yolo = await read(
      'a.txt',
      '0 nan 0.5 0.2 0.2\n0 0.5 0.5 inf 0.2\n0 0.5 0.5 0.2 0.2\n-1 0.5 0.5 0.2 0.2\n1e9 0.5 0.5 0.2 0.2\n',
      'yolo',
    )
    // Without a list of classes any number is one.
    expect(boxesOf(yolo)).toEqual(['class 0', 'class 1000000000'])
  })

  const names = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'valueOf',
    '__defineGetter__',
  ]

  it.each<[string, string, (name: string) => string, string?]>([
    [
      'coco',
      'a.json',
      (name) =>
        coco(
          box(
            '[1,1,9,9]',
            `,"attributes":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`,
          ),
          `[{"id":1,"name":"${name}","__proto__":{"polluted":1}}]`,
        ),
    ],
    [
      'voc',
      'a.xml',
      (name) =>
        `<annotation><filename>a.jpg</filename><object><name>${name}</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>`,
    ],
    [
      'csv',
      'a.csv',
      (name) => `filename,class,xmin,ymin,xmax,ymax,__proto__\na.jpg,${name},1,1,9,9,polluted\n`,
    ],
    [
      'createml',
      'a.json',
      (name) =>
        `[{"image":"a.jpg","__proto__":{"polluted":1},"annotations":[{"label":"${name}","coordinates":{"x":20,"y":20,"width":8,"height":9}}]}]`,
    ],
    [
      'labelme',
      'a.json',
      (name) =>
        `{"version":"5","__proto__":{"polluted":1},"shapes":[{"label":"${name}","points":[[1,2],[30,20]],"shape_type":"rectangle","flags":{"__proto__":true}}],"imagePath":"a.jpg"}`,
    ],
    [
      'cvat',
      'a.xml',
      (name) =>
        `<annotations><version>1.1</version><image id="0" name="a.jpg" __proto__="polluted"><box label="${name}" xtl="1" ytl="2" xbr="30" ybr="20"><attribute name="__proto__">polluted</attribute></box></image></annotations>`,
    ],
    [
      'datumaro',
      'a.json',
      (name) =>
        `{"info":{},"categories":{"label":{"labels":[{"name":"${name}"}]}},"items":[{"id":"a","annotations":[{"type":"bbox","label_id":0,"bbox":[1,2,30,20],"attributes":{"__proto__":{"polluted":1}}}],"image":{"path":"a.jpg"}}]}`,
    ],
    [
      'vott',
      'a.json',
      (name) =>
        `{"tags":[{"name":"${name}"}],"assets":{"__proto__":{"asset":{"name":"a.jpg","path":"file:a.jpg","state":2},"regions":[{"tags":["${name}"],"boundingBox":{"left":1,"top":2,"width":20,"height":9}}]}}}`,
    ],
    [
      'labelstudio',
      'a.json',
      (name) =>
        `[{"id":1,"data":{"image":"a.jpg","__proto__":{"polluted":1}},"annotations":[{"result":[{"value":{"x":1,"y":2,"width":30,"height":20,"rectanglelabels":["${name}"]},"original_width":64,"original_height":48}]}]}]`,
    ],
  ])(
    'row 19: %s: names of JavaScript objects are classes like others, and pollute nothing',
    async (format, file, text) => {
      for (const name of names) {
        const plan = await read(file, text(name), format)
        expect(boxesOf(plan), name).toEqual([name])
        expect(Reflect.get({}, 'polluted')).toBeUndefined()
      }
    },
  )

  it('row 19: memory stays bounded by the file: 50,000 boxes on one picture, a line of 4 MiB', {
    timeout: 60_000,
  }, async () => {
    const before = process.memoryUsage().rss
    const many = coco(new Array(50_000).fill(box('[1,1,9,9]')).join())
    const plan = await read('a.json', many)
    expect(boxesOf(plan)).toHaveLength(limits.maxBoxesPerImage)
    const long = 'x'.repeat(4 * 2 ** 20)
    await read('a.csv', `filename,class,xmin,ymin,xmax,ymax\na.jpg,${long},1,1,9,9\n`)
    await read('a.txt', `0 ${long}\n`, 'yolo')
    await read('a.xml', `<annotation><filename>${long}</filename></annotation>`, 'voc')
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 2 ** 20)
  })

  it('row 19: a pipe is not waited for, beside labels or chosen', async () => {
    const own = join(folder, 'pipes')
    mkdirSync(own)
    writeFileSync(join(own, 'a.txt'), '0 0.5 0.5 0.2 0.2\n')
    const names = ['classes.txt', 'a.csv', 'a.json', 'a.xml', 'a.tfrecord', 'data.yaml']
    execFileSync(
      'mkfifo',
      names.map((name) => join(own, name)),
    )
    const plan = await readSource(own, 'yolo', { imagesFolder: folder })
    expect(boxesOf(plan)).toEqual(['class 0'])
    const alone = join(folder, 'pipes alone')
    mkdirSync(alone)
    for (const name of names.slice(1, -1)) {
      renameSync(join(own, name), join(alone, name))
      const refusal = await readSource(join(alone, name), 'auto', { imagesFolder: folder }).catch(toErrorInfo)
      expect(refusal, name).toMatchObject({
        code: 'format-invalid',
        message: expect.stringMatching(/not a file/),
      })
    }
    await expect(readSplitFile(join(alone, 'a.json'))).rejects.toMatchObject({ code: 'format-invalid' })
  })

  it('row 15: names of classes are not read through a link', async () => {
    const own = join(folder, 'linked')
    mkdirSync(own)
    writeFileSync(join(own, 'a.txt'), '0 0.5 0.5 0.2 0.2\n')
    symlinkSync('/etc/passwd', join(own, 'classes.txt'))
    expect(boxesOf(await readSource(own, 'yolo', { imagesFolder: folder }))).toEqual(['class 0'])
  })

  it('row 19: files without records beside COCO do not hide it; among records they are noted', async () => {
    const own = join(folder, 'records')
    mkdirSync(own)
    writeFileSync(join(own, 'x.record'), '')
    writeFileSync(join(own, 'y.tfrecord'), 'no record at all')
    writeFileSync(join(own, 'a.json'), coco(box('[1,1,9,9]')))
    const plan = await readSource(own, 'auto', { imagesFolder: folder })
    expect([plan.format, boxesOf(plan)]).toEqual(['coco', ['nut']])
    expect(whats(await read('x.record', ''))).toEqual(['label file that cannot be read 1'])
  })

  it('row 19: an empty list of class names leaves the labels beside it', async () => {
    const own = join(folder, 'described')
    mkdirSync(own)
    writeFileSync(join(own, 'class-descriptions.csv'), '')
    writeFileSync(join(own, 'a.csv'), 'ImageID,LabelName,XMin,XMax,YMin,YMax\na,/m/1,0.1,0.5,0.1,0.5\n')
    const table = await readSource(own, 'csv', { imagesFolder: folder })
    expect([boxesOf(table), whats(table)]).toEqual([['/m/1'], ['label file that cannot be read 1']])
    writeFileSync(join(own, 'map.pbtxt'), '')
    writeFileSync(join(own, 'a.record'), '')
    const records = await readSource(own, 'tfrecord', { imagesFolder: folder })
    expect(whats(records)).toEqual([
      'label file that cannot be read 2',
      'picture without a label: not taken in 1',
    ])
  })
})
