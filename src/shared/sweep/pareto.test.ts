import { expect, it } from 'vitest'
import { paretoFront } from './pareto'

const at = (fpPerImage: number, recall: number) => ({ fpPerImage, recall })

it('keeps what nothing beats', () => {
  const [cheap, middle, beaten, greedy] = [at(0.1, 0.4), at(1, 0.7), at(2, 0.6), at(3, 0.9)]
  expect(paretoFront([beaten, greedy, cheap, middle])).toEqual([cheap, middle, greedy])
})

it('beats as much recall for more false alarms, and less recall for as many', () => {
  expect(paretoFront([at(1, 0.5), at(2, 0.5), at(1, 0.4)])).toEqual([at(1, 0.5)])
  expect(paretoFront([])).toEqual([])
})
