import { beforeEach, describe, expect, it } from 'vitest'
import type { BoxRecord } from '../../../shared/annotation/schema'
import type { BoxId } from '../../../shared/ids'
import { usePropagation } from '../../state/labels/propagation'
import { useSelection } from '../../state/labels/selection'
import { useTone } from '../../state/studio/tone'
import { backOut } from '../boxes/backOut'
import { propagateBoxes } from '../boxes/propagateBoxes'
import { adjustPicture } from './adjustPicture'

const boxes: readonly BoxRecord[] = []
const selected = ['0123456789abcdef0123456789abcdef' as BoxId]

beforeEach(() => {
  useTone.setState({ isOpen: false })
  usePropagation.setState({ boxes: null })
  useSelection.setState({ selected: [] })
})

describe('the card beside the tools', () => {
  it('is what Escape backs out of first; the selection stays', () => {
    useSelection.setState({ selected })
    adjustPicture.run()
    backOut.run()
    expect(useTone.getState().isOpen).toBe(false)
    expect(useSelection.getState().selected).toEqual(selected)
    backOut.run()
    expect(useSelection.getState().selected).toEqual([])
  })

  it('makes room for another one', () => {
    adjustPicture.run()
    propagateBoxes.run()
    expect(useTone.getState().isOpen).toBe(false)
    expect(usePropagation.getState().boxes).not.toBeNull()
    adjustPicture.run()
    expect(useTone.getState().isOpen).toBe(true)
    expect(usePropagation.getState().boxes).toBeNull()
    adjustPicture.run()
    expect(useTone.getState().isOpen).toBe(false)
  })

  it('of boxes to propagate is left as well', () => {
    usePropagation.setState({ boxes })
    backOut.run()
    expect(usePropagation.getState().boxes).toBeNull()
  })
})
