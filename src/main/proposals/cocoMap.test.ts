import { describe, expect, it } from 'vitest'
import type { ClassRecord } from '../../shared/annotation/schema'
import { type ClassId, newId } from '../../shared/ids'
import { codeOf } from '../project/testing/testProject'
import { readCocoMap } from './cocoMap'

const named = (name: string): ClassRecord => ({ id: newId<ClassId>(), name, color: 0, order: 0 })
const [car, platelet] = [named('Cars'), named('platelet')]

function hintOf(action: () => unknown): string {
  try {
    action()
  } catch (cause) {
    return (cause as { hint: string }).hint
  }
  return ''
}

describe('the meaning of COCO classes', () => {
  it('is what the pairs say; several COCO classes may mean one', () => {
    expect(readCocoMap(['car=Cars', 'truck = Cars', 'sports ball=platelet'], [car, platelet])).toEqual([
      { coco: 'car', classId: car.id },
      { coco: 'truck', classId: car.id },
      { coco: 'sports ball', classId: platelet.id },
    ])
  })
  it('without pairs goes by the names', () => {
    expect(readCocoMap([], [platelet, car])).toEqual([{ coco: 'car', classId: car.id }])
  })
  it.each([['lorrry=Cars'], ['car=lorry'], ['car'], ['=Cars'], ['car=']])('refuses %s', (pair) => {
    expect(codeOf(() => readCocoMap([pair], [car]))).toBe('invalid-input')
  })
  it('says what there is', () => {
    expect(hintOf(() => readCocoMap(['lorrry=Cars'], [car]))).toContain('truck, boat')
    expect(hintOf(() => readCocoMap(['car=lorry'], [car, platelet]))).toBe('It has Cars, platelet.')
    expect(hintOf(() => readCocoMap([], [platelet]))).toContain('It has platelet.')
  })
})
