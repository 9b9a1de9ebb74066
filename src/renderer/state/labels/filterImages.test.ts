import { describe, expect, it } from 'vitest'
import type { ClassRecord, ImageRow } from '../../../shared/annotation/schema'
import type { ClassId, ImageId, RootId } from '../../../shared/ids'
import { testId } from '../../annotator/testing/TestAnnotator'
import { parseFilter } from './filterImages'

const classes: ClassRecord[] = [
  { id: testId<ClassId>(1), name: 'Platelet', color: 0, order: 0 },
  { id: testId<ClassId>(2), name: 'White cell', color: 1, order: 1 },
]

const row = (n: number, part: Partial<ImageRow>): ImageRow => ({
  id: testId<ImageId>(n),
  rootId: testId<RootId>(9),
  path: `smear/${n}.png`,
  width: 10,
  height: 10,
  bytes: 1,
  contentHash: '',
  reviewed: false,
  split: null,
  problem: null,
  flags: [],
  note: '',
  modifiedAt: null,
  state: 'unlabelled',
  numBoxes: 0,
  classIds: [],
  ...part,
})

const images = [
  row(1, { state: 'labelled', numBoxes: 2, classIds: [testId<ClassId>(1)], reviewed: true, split: 'train' }),
  row(2, { state: 'labelled', numBoxes: 1, classIds: [testId<ClassId>(2)], split: 'val' }),
  row(3, { state: 'reviewed-empty', reviewed: true, split: 'test' }),
  row(4, { path: 'Other/photo.png', problem: 'damaged' }),
]

/** Proposals wait on the second picture. */
const facts = { waiting: new Map([[String(testId<ImageId>(2)), 3]]) }

const found = (text: string) =>
  images.filter(parseFilter(text, classes, facts).matches).map((image) => images.indexOf(image) + 1)

describe('parseFilter', () => {
  it.each<[string, number[]]>([
    ['', [1, 2, 3, 4]],
    ['state:open', [2, 4]],
    ['state:reviewed', [1, 3]],
    ['state:empty', [3]],
    ['state:unlabelled', [4]],
    ['state:broken', [4]],
    ['class:platelet', [1]],
    ['class:"white cell"', [2]],
    ['has:proposals', [2]],
    ['-has:proposals', [1, 3, 4]],
    ['split:val', [2]],
    ['split:none', [4]],
    ['-split:val', [1, 3, 4]],
    ['SMEAR', [1, 2, 3]],
    ['state:open smear', [2]],
    ['-smear', [4]],
    ['"other/"', [4]],
    ['split:', [1, 2, 3, 4]],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each(['state:odd', 'class:lorry', 'color:red', 'has:wings'])(
    'shows nothing and names what it does not know: %s',
    (text) => {
      expect(found(text)).toEqual([])
      expect(parseFilter(text, classes).unknown).toEqual([text])
    },
  )
})
