import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEdit, invert } from '../../../shared/annotation/edit'
import type { ImageRow } from '../../../shared/annotation/schema'
import type { ClassId, ImageId, ProposalId } from '../../../shared/ids'
import type { Proposal, ProposalState } from '../../../shared/proposals/schema'
import { testId } from '../../annotator/testing/testRecords'
import { useSelection } from '../labels/selection'
import { useProject } from '../project/project'
import { followEdit, forgetProposals, lookFromScore, shownProposals, useProposals } from './proposals'

const [here, other] = [testId<ImageId>(1), testId<ImageId>(2)]
const proposal = (n: number, score: number, x1: number): Proposal => ({
  id: testId<ProposalId>(n),
  imageId: here,
  classId: testId<ClassId>(5),
  x1,
  y1: 0,
  x2: x1 + 10,
  y2: 10,
  score,
  source: 'coco',
  state: 'open',
  createdAt: 1,
})
const judge = (imageId: ImageId, n: number, state: ProposalState) =>
  createEdit({
    label: 'Judge',
    proposals: [
      [
        { id: testId<ProposalId>(n), imageId, state: 'open' },
        { id: testId<ProposalId>(n), imageId, state },
      ],
    ],
  })

beforeEach(() => {
  const row = { id: here, reviewed: false, numBoxes: 0 } as ImageRow
  useProject.setState({
    images: [row],
    places: new Map([[here, 0]]),
    documents: new Map([[here, { imageId: here, boxes: [], marks: [] }]]),
  })
  useSelection.setState({ imageId: here, selected: [] })
  useProposals.setState({
    byImage: new Map([[here, [proposal(1, 0.9, 0), proposal(2, 0.2, 50)]]]),
    waiting: new Map([
      [here, 2],
      [other, 5],
    ]),
  })
})
afterEach(forgetProposals)

describe('proposals on the page', () => {
  it('show what the slider lets through', () => {
    expect(shownProposals().map(({ score }) => score)).toEqual([0.9])
    useProposals.setState({ threshold: 0.1 })
    expect(shownProposals().map(({ score }) => score)).toEqual([0.9, 0.2])
  })

  it('are shown from where their run is best, and the slider stays where that is unknown', () => {
    lookFromScore(0.15)
    expect(shownProposals().map(({ score }) => score)).toEqual([0.9, 0.2])
    lookFromScore(null)
    expect(useProposals.getState().threshold).toBe(0.15)
  })

  it('follow an edit and its undo, and count what waits', () => {
    const edit = judge(here, 1, 'rejected')
    expect(followEdit(edit)).toBe(true)
    expect(shownProposals()).toEqual([])
    expect(useProposals.getState().waiting.get(here)).toBe(1)
    followEdit(invert(edit))
    expect(shownProposals()).toHaveLength(1)
    expect(useProposals.getState().waiting.get(here)).toBe(2)
  })

  it('say where an edit touched a picture that is not at hand', () => {
    expect(followEdit(judge(other, 7, 'rejected'))).toBe(false)
    expect(useProposals.getState().waiting.get(other)).toBe(5)
  })

  it('are read again where a class goes, as main lays its proposals aside', () => {
    const removed = { id: testId<ClassId>(5), name: 'gone', color: 0, order: 0 }
    expect(followEdit(createEdit({ label: 'Delete', classes: { removed: [removed] } }))).toBe(false)
  })
})
