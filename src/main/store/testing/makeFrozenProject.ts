import { createEdit, invert } from '../../../shared/annotation/edit'
import type { BoxRecord, ImageRecord, MarkRecord } from '../../../shared/annotation/schema'
import { PROJECT_SCHEMA_VERSION } from '../../../shared/project/schema'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import { ProjectService } from '../../project/projectService'

/**
 * Writes a project as today's schema holds it: run once before the next migration is added, and committed as `vN` of
 * fixtures/projects. Ids are the same in every version.
 */
export async function makeFrozenProject(folder: string, grantsFile: string): Promise<void> {
  const id = <T extends string>(letter: string, n: number) =>
    (letter.repeat(30) + String(n).padStart(2, '0')) as T
  const rootId = id<ImageRecord['rootId']>('d', 1)
  const images = [1, 2, 3].map(
    (n): ImageRecord => ({
      id: id('a', n),
      rootId,
      path: `pictures/Größe ${n}.jpg`,
      width: 200,
      height: 100,
      bytes: 1000 + n,
      contentHash: `hash${n}`,
      reviewed: false,
      split: null,
      problem: n === 3 ? 'truncated' : null,
      flags: [],
      note: '',
      modifiedAt: null,
      takenOut: false,
    }),
  )
  const classes = ['disc', '__proto__'].map((name, i) => ({
    id: id<BoxRecord['classId']>('b', i + 1),
    name,
    color: i,
    order: i,
  }))
  const box = (n: number, image: number, place: number, more: Partial<BoxRecord> = {}): BoxRecord => ({
    id: id('c', n),
    imageId: images[image].id,
    classId: classes[place].id,
    ...{ x1: 10 + n, y1: 20, x2: 30.5 + n, y2: 40.25 },
    ...{ difficult: false, occluded: n === 2, truncated: false, crowd: false },
    ...{ source: 'drawn', runId: null, reviewedAt: null, attributes: [], createdAt: 1000 + n },
    ...more,
  })
  const project = await ProjectService.create(folder, {
    name: `Fixture ${PROJECT_SCHEMA_VERSION}`,
    grantsFile,
  })
  const imported = box(1, 0, 0, { source: 'imported' })
  project.applyBulk({
    label: 'Import',
    roots: [{ id: rootId, path: '.' }],
    classes,
    newImages: images,
    changedImages: [],
    boxes: [imported, box(2, 0, 1)],
  })

  const drawn = box(3, 1, 0, { attributes: [['pose', 'front']] })
  project.commit(createEdit({ label: 'Draw a box', boxes: { added: [drawn] } }), 'do')
  const move = createEdit({ label: 'Move', boxes: { changed: [[imported, { ...imported, x2: 60 }]] } })
  project.commit(move, 'do')
  project.commit(invert(move), 'undo')
  project.commit(move, 'redo')
  const remarks = { reviewed: false, flags: [], note: '', takenOut: false }
  const reviewed = createEdit({
    label: 'Reviewed',
    images: [
      [
        { id: images[1].id, ...remarks },
        { id: images[1].id, reviewed: true, flags: ['blurry'], note: 'seen', takenOut: false },
      ],
      [
        { id: images[2].id, ...remarks },
        { id: images[2].id, ...remarks, takenOut: true },
      ],
    ],
  })
  project.commit(reviewed, 'do')
  project.setSplits(
    new Map([
      [images[0].id, 'train'],
      [images[1].id, 'val'],
    ]),
  )

  const run = project.createRun({
    status: 'finished',
    preset: 'quick',
    ...{ startedAt: 5, finishedAt: 6 },
    config: defaultTrainConfig(),
    classes: classes.map(({ name }) => name),
    ...{ numTrain: 1, numVal: 1, numHardNegatives: 0 },
    revision: project.summary().revision,
    ...{ backend: null, summary: null, val: null, reviewable: true, error: null },
  })
  const detection = { x1: 1, y1: 2, x2: 30, y2: 40, classId: classes[0].id, className: 'disc', score: 0.5 }
  project.savePredictions(run.id, [{ imageId: images[1].id, detections: [detection], ms: 8.5 }])
  const mark: MarkRecord = {
    id: id('e', 1),
    imageId: images[0].id,
    kind: 'hard-negative',
    classId: classes[0].id,
    ...{ x1: 100, y1: 1, x2: 120, y2: 9 },
    ...{ runId: run.id, score: 0.75, weight: 5, createdAt: 1004 },
  }
  project.commit(createEdit({ label: 'Hard negative', marks: { added: [mark] } }), 'do', {
    runId: run.id,
    errorId: 'error-a',
    verdict: 'hard-negative',
  })
  project.setVerdict(run.id, 'error-b', 'reject', 77)
  const gone = createEdit({ label: 'Draw another', boxes: { added: [box(4, 0, 1)] } })
  project.commit(gone, 'do')
  project.commit(invert(gone), 'undo')
  project.replaceProposals(
    'coco',
    [images[0].id],
    [
      {
        id: id('f', 1),
        imageId: images[0].id,
        classId: classes[0].id,
        ...{ x1: 5, y1: 6, x2: 25, y2: 26 },
        ...{ score: 0.4, source: 'coco', state: 'open', createdAt: 9 },
      },
    ],
  )
  project.setViews([
    { id: id('9', 1), name: 'Blurry', query: 'flag:blurry', sort: { by: 'path', descending: false } },
  ])
  await project.close()
}
