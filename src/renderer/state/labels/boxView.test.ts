import { describe, expect, it } from 'vitest'
import type { BoxId } from '../../../shared/ids'
import { testBox } from '../../annotator/testing/testRecords'
import { createBoxIndex } from '../../annotator/tools/hitTest'
import { imagePoint } from '../../annotator/types'
import { moveInStack, useBoxView, visibleBoxes } from './boxView'

const big = testBox(1, { x1: 0, y1: 0, x2: 90, y2: 90 })
const middle = testBox(2, { x1: 0, y1: 0, x2: 50, y2: 50 })
const small = testBox(3, { x1: 0, y1: 0, x2: 20, y2: 20 })

function drawn(): BoxId[] {
  return visibleBoxes([middle, small, big], useBoxView.getState()).map(({ id }) => id)
}

function hit(): BoxId[] {
  const { layers } = useBoxView.getState()
  return createBoxIndex([middle, small, big], layers)
    .at(imagePoint(10, 10), 0)
    .map(({ id }) => id)
}

describe('the stack of boxes', () => {
  it('has the smallest on top, until one is put to the front or back, and is hit from the top', () => {
    useBoxView.setState(useBoxView.getInitialState())
    expect(drawn()).toEqual([big.id, middle.id, small.id])
    moveInStack([big.id], 'front')
    expect(drawn()).toEqual([middle.id, small.id, big.id])
    expect(hit()).toEqual([big.id, small.id, middle.id])
    moveInStack([small.id], 'back')
    expect(drawn()).toEqual([small.id, middle.id, big.id])
    moveInStack([middle.id], 'front')
    expect(drawn()).toEqual([small.id, big.id, middle.id])
    expect(hit()).toEqual([...drawn()].reverse())
  })
})
