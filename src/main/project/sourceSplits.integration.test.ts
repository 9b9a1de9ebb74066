import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Split } from '../../shared/annotation/schema'
import { orientedJpeg } from '../images/testing/pictures'
import { exportLabels } from '../labelExport/exportLabels'
import { previewImport } from './importMapping'
import { importInto, readFolderPlan, readPlan } from './importService'
import { ProjectService } from './projectService'
import { readSources } from './readSources'

let base: string
const open: ProjectService[] = []

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'focal-splits-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((project) => project.close()))
  rmSync(base, { recursive: true })
})

async function create(name: string): Promise<ProjectService> {
  const project = await ProjectService.create(join(base, name), { grantsFile: join(base, 'grants.json') })
  open.push(project)
  return project
}

async function put(...names: string[]): Promise<void> {
  for (const [i, name] of names.entries()) {
    const path = join(base, 'in', name)
    mkdirSync(dirname(path), { recursive: true })
    const text = `${name} ${i}`
    writeFileSync(path, Buffer.concat([await orientedJpeg(1), Buffer.from(text)]))
  }
}

function putText(name: string, content: unknown): string {
  const path = join(base, 'in', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const coco = (...names: string[]) => ({
  images: names.map((file_name, i) => ({ id: i + 1, file_name })),
  categories: [{ id: 1, name: 'nut' }],
  annotations: names.map((_, i) => ({ id: i + 1, image_id: i + 1, category_id: 1, bbox: [1, 2, 30, 40] })),
})

const splitsOf = (project: ProjectService) =>
  Object.fromEntries(project.listImages().map(({ path, split }) => [path.replace(/^.*\//, ''), split]))

describe('the split that a source makes', () => {
  it('is taken over from folders as Roboflow has them', async () => {
    const project = await create('project')
    await put('train/a.jpg', 'train/b.jpg', 'valid/c.jpg', 'test/d.jpg')
    putText('train/_annotations.coco.json', coco('a.jpg', 'b.jpg'))
    putText('valid/_annotations.coco.json', coco('c.jpg'))
    putText('test/_annotations.coco.json', coco('d.jpg'))
    const preview = previewImport(project, [join(base, 'in')], await readPlan(join(base, 'in'), {}))
    expect(preview.splits).toEqual({ train: 2, val: 1, test: 1 })
    // Each part lists the same classes: nothing is repaired by that.
    expect([preview.classes.map(({ from }) => from), preview.repaired]).toEqual([['nut'], []])
    await importInto(project, join(base, 'in'))
    expect(splitsOf(project)).toEqual({ 'a.jpg': 'train', 'b.jpg': 'train', 'c.jpg': 'val', 'd.jpg': 'test' })
  })

  it('is taken over from the names of label files that are chosen together', async () => {
    await put('images/a.jpg', 'images/b.jpg')
    const train = putText('annotations/instances_train2017.json', coco('a.jpg'))
    const val = putText('annotations/instances_val2017.json', coco('b.jpg'))
    const plan = await readSources([train, val], { imagesDir: join(base, 'in/images') }, base)
    expect(plan.images.map(({ split }) => split)).toEqual(['train', 'val'])
  })

  it('is taken over from lists, and from folders of pictures alone', async () => {
    await put('JPEGImages/a.jpg', 'JPEGImages/b.jpg')
    for (const name of ['a', 'b'])
      putText(
        `Annotations/${name}.xml`,
        `<annotation><filename>${name}.jpg</filename><object><name>nut</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object></annotation>`,
      )
    putText('ImageSets/Main/train.txt', 'b\n')
    putText('ImageSets/Main/val.txt', 'a\n')
    putText('ImageSets/Main/nut_val.txt', 'b  1\n')
    const voc = await readPlan(join(base, 'in'), {})
    expect(voc.images.map(({ split }) => split)).toEqual(['val', 'train'])
    rmSync(join(base, 'in'), { recursive: true })
    await put('training/a.jpg', 'validation/b.jpg', 'c.jpg')
    const plain = await readFolderPlan(join(base, 'in'), {})
    expect(plain.images.map(({ relativePath, split }) => [relativePath, split])).toEqual([
      ['c.jpg', undefined],
      ['training/a.jpg', 'train'],
      ['validation/b.jpg', 'val'],
    ])
  })

  it('is none where one part is named alone, and no picture takes one from its own name', async () => {
    const project = await create('project')
    await put('test.jpg', 'train.jpg')
    const source = putText('test.json', coco('test.jpg', 'train.jpg'))
    const plan = await readPlan(source, {})
    expect(previewImport(project, [source], plan).splits).toBeNull()
    await importInto(project, source)
    expect(splitsOf(project)).toEqual({ 'test.jpg': null, 'train.jpg': null })
  })

  it('keeps its test where it has no validation, and leaves the rest to be dealt', async () => {
    const project = await create('project')
    await put('train/a.jpg', 'test/b.jpg')
    putText('train/_annotations.coco.json', coco('a.jpg'))
    putText('test/_annotations.coco.json', coco('b.jpg'))
    await importInto(project, join(base, 'in'))
    expect(splitsOf(project)).toEqual({ 'a.jpg': null, 'b.jpg': 'test' })
  })

  it("never moves a picture that has its part already, and yields to the person's", async () => {
    const project = await create('project')
    await put('train/a.jpg', 'valid/b.jpg')
    putText('train/_annotations.coco.json', coco('a.jpg'))
    putText('valid/_annotations.coco.json', coco('b.jpg'))
    const splitFile = putText('split.json', { train: ['b.jpg'], val: ['a.jpg'], test: [] })
    await importInto(project, join(base, 'in'), { splitFile })
    expect(splitsOf(project)).toEqual({ 'a.jpg': 'val', 'b.jpg': 'train' })
    await importInto(project, join(base, 'in'))
    expect(splitsOf(project)).toEqual({ 'a.jpg': 'val', 'b.jpg': 'train' })
  })
})

it.each(['yolo', 'voc', 'cvat', 'datumaro', 'tfrecord'])(
  '%s carries a split there and back',
  async (format) => {
    const project = await create('project')
    const parts: Record<string, Split> = {
      'a.jpg': 'train',
      'b.jpg': 'val',
      'c.jpg': 'test',
      'd.jpg': 'train',
    }
    await put(...Object.keys(parts))
    const source = putText('labels.json', coco(...Object.keys(parts)))
    await importInto(project, source)
    project.setSplits(new Map(project.listImages().map(({ id, path }) => [id, parts[path] as Split])))
    const out = join(base, 'out')
    await exportLabels(project, out, { withImages: true, unlabelled: false, split: null, format })
    const again = await create('again')
    await importInto(again, out, format === 'tfrecord' ? { imagesDir: join(base, 'in') } : {})
    expect(splitsOf(again)).toEqual(parts)
  },
)
