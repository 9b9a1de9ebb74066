import { expect, it } from 'vitest'
import { TestAnnotator } from '../testing/TestAnnotator'
import { imagePoint } from '../types'
import { toScreen } from './viewport'

const box = { x1: 900, y1: 400, x2: 940, y2: 440 }

function focused() {
  const { controller } = new TestAnnotator({ width: 2000, height: 1000 })
  controller.setStage({ width: 1200, height: 800 })
  controller.focus(box)
  return controller
}

it('keeps a box in focus in the middle when the canvas gets another size', () => {
  const controller = focused()
  controller.setStage({ width: 600, height: 500 })
  expect(toScreen(controller.view, imagePoint(920, 420))).toMatchObject({ x: 300, y: 250 })
})

it('leaves the picture alone once a person has moved it', () => {
  const controller = focused()
  controller.zoomBy(1.5)
  const { scale } = controller.view
  controller.setStage({ width: 600, height: 500 })
  expect(controller.view.scale).toBe(scale)
})
