import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { orientedJpeg } from '../images/testing/pictures'
import { listSnapshots } from '../store/sqlite/snapshot'
import { applyMapping, previewImport } from './importMapping'
import { importInto, readPlan, takeIn } from './importService'
import { ProjectService } from './projectService'
import { readSources } from './readSources'

let base: string
let project: ProjectService
const source = () => join(base, 'in', 'labels.csv')

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'focal-mapping-'))
  mkdirSync(join(base, 'in'))
  for (const [i, name] of ['a', 'b'].entries())
    writeFileSync(join(base, 'in', `${name}.jpg`), Buffer.concat([await orientedJpeg(1), Buffer.from([i])]))
  writeFileSync(join(base, 'in', 'first.csv'), 'filename,class,xmin,ymin,xmax,ymax\na.jpg,red cell,1,1,9,9\n')
  const rows = [
    'a.jpg,Red-Cell,20,20,40,40',
    'b.jpg,noise,1,1,9,9',
    'b.jpg,new one,1,1,20,20',
    'b.jpg,noise,2,2,9,9',
  ]
  writeFileSync(source(), `filename,class,xmin,ymin,xmax,ymax\n${rows.join('\n')}\n`)
  project = await ProjectService.create(join(base, 'project'), { grantsFile: join(base, 'grants.json') })
  await importInto(project, join(base, 'in', 'first.csv'))
})
afterEach(async () => {
  await project.close()
  rmSync(base, { recursive: true })
})

const boxesByClass = () => Object.fromEntries(project.stats().classes.map(({ name, boxes }) => [name, boxes]))

it('shows what would come in without writing, and suggests classes by their names', async () => {
  const revision = project.summary().revision
  const preview = previewImport(project, [source()], await readPlan(source(), {}))
  const [known] = project.listClasses()
  expect(preview).toMatchObject({
    source: 'labels.csv',
    format: 'CSV',
    images: 2,
    newImages: 1,
    boxes: 4,
    empty: 0,
  })
  expect(preview.classes).toEqual([
    { from: 'Red-Cell', boxes: 1, target: { kind: 'existing', classId: known.id }, how: 'like name' },
    { from: 'noise', boxes: 2, target: { kind: 'new' }, how: 'new' },
    { from: 'new one', boxes: 1, target: { kind: 'new' }, how: 'new' },
  ])
  expect(project.summary().revision).toBe(revision)
})

it('takes boxes in under the chosen classes, and says which were left out', async () => {
  const plan = await readPlan(source(), {})
  const preview = previewImport(project, [source()], plan)
  const choice = { mapping: [{ from: 'noise', target: { kind: 'none' as const } }] }
  const report = await takeIn(project, applyMapping(plan, preview, choice, project.listClasses()), {})
  expect(boxesByClass()).toEqual({ 'red cell': 2, 'new one': 1 })
  expect(report.rejected).toEqual([
    { what: 'box of a class that was left out', count: 2, examples: ['noise'] },
  ])
})

it('refuses classes that either side lacks', async () => {
  const plan = await readPlan(source(), {})
  const preview = previewImport(project, [source()], plan)
  for (const mapping of [
    [{ from: 'nothing', target: { kind: 'new' as const } }],
    [{ from: 'noise', target: { kind: 'existing' as const, classId: 'f'.repeat(32) as never } }],
  ])
    expect(() => applyMapping(plan, preview, { mapping }, project.listClasses())).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    )
})

it('reads several files as one: a picture of two files is one, and what cannot be read is told', async () => {
  writeFileSync(join(base, 'in', 'broken.json'), '{"images": [')
  const second = join(base, 'in', 'first.csv')
  const read = (...sources: string[]) => readSources(sources, {}, base)
  const plan = await read(source(), second, join(base, 'in', 'broken.json'))
  expect(plan.images.map(({ relativePath, boxes }) => [relativePath, boxes.length])).toEqual([
    ['a.jpg', 2],
    ['b.jpg', 3],
  ])
  expect(plan.classes).toEqual(['Red-Cell', 'noise', 'new one', 'red cell'])
  expect(plan.rejected).toMatchObject([{ what: 'file that cannot be read', count: 1 }])
  expect(plan.rejected[0].examples[0]).toMatch(/^broken\.json: /)
  const preview = previewImport(project, [source(), second], plan)
  expect(preview).toMatchObject({ source: '2 files', format: 'CSV', images: 2, boxes: 5, hasBackup: true })
  await takeIn(project, plan, {})
  expect(project.stats()).toMatchObject({ images: { total: 2 }, boxes: 5 })
  await expect(read(join(base, 'in', 'broken.json'))).rejects.toMatchObject({ code: 'format-invalid' })
})

it('claims a backup exactly where an import makes one', async () => {
  const snapshots = (folder: string) =>
    listSnapshots(folder).filter(({ reason }) => reason === 'import').length
  const fresh = await ProjectService.create(join(base, 'fresh'), { grantsFile: join(base, 'grants.json') })
  for (const [i, file] of ['first.csv', 'labels.csv'].entries()) {
    const plan = await readPlan(join(base, 'in', file), {})
    expect(previewImport(fresh, [file], plan).hasBackup).toBe(i > 0)
    await takeIn(fresh, plan, {})
    expect(snapshots(fresh.folder)).toBe(i)
  }
  await fresh.close()
})

it('says at once where a project would have too many classes, and takes in the others', async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `a.jpg,class ${i},1,1,20,20`)
  writeFileSync(source(), `filename,class,xmin,ymin,xmax,ymax\n${rows.join('\n')}\n`)
  const plan = await readPlan(source(), {})
  await expect(takeIn(project, plan, {})).rejects.toMatchObject({
    code: 'format-invalid',
    message: 'The project would have 20001 classes; 1000 are the most.',
  })
  const mapping = plan.classes.slice(5).map((from) => ({ from, target: { kind: 'none' as const } }))
  const preview = previewImport(project, [source()], plan)
  await takeIn(project, applyMapping(plan, preview, { mapping }, project.listClasses()), {})
  expect(project.listClasses()).toHaveLength(6)
})
