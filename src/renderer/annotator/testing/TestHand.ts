import type { AnnotatorController } from '../controller'
import type { Adjustment } from '../tools/adjust'
import { type Modifiers, noModifiers, type ScreenPoint, screenPoint } from '../types'
import { TestProject } from './TestProject'

/** Hand and keys on the canvas of the picture in sight; points are px of the screen. */
export abstract class TestHand extends TestProject {
  abstract readonly controller: AnnotatorController
  private modifiers: Modifiers = noModifiers
  private at: ScreenPoint = screenPoint(0, 0)

  hold(modifiers: Partial<Modifiers>): this {
    this.modifiers = { ...noModifiers, ...modifiers }
    return this
  }

  down(x: number, y: number, how: { button?: 'main' | 'middle'; pan?: boolean } = {}): this {
    this.at = screenPoint(x, y)
    const { button = 'main', pan = false } = how
    this.controller.dispatch({ type: 'pointerDown', point: this.at, button, pan, modifiers: this.modifiers })
    return this
  }

  move(x: number, y: number): this {
    this.at = screenPoint(x, y)
    this.controller.dispatch({ type: 'pointerMove', point: this.at, modifiers: this.modifiers })
    return this
  }

  up(): this {
    this.controller.dispatch({ type: 'pointerUp', point: this.at, modifiers: this.modifiers })
    return this
  }

  click(x: number, y: number): this {
    return this.down(x, y).up()
  }

  drag(fromX: number, fromY: number, toX: number, toY: number): this {
    return this.down(fromX, fromY)
      .move((fromX + toX) / 2, (fromY + toY) / 2)
      .move(toX, toY)
      .up()
  }

  cancel(): this {
    this.controller.cancel()
    return this
  }

  interrupt(): this {
    this.controller.interrupt()
    return this
  }

  /** Arrow keys move the crosshair by px of the picture. */
  arrows(dx: number, dy: number): this {
    this.controller.moveCrosshair(dx, dy)
    return this
  }

  /** Enter sets a corner. */
  corner(): this {
    this.controller.setCorner()
    return this
  }

  /** Held arrow keys on the selected boxes, then let go. */
  nudge(adjustment: Adjustment, times = 1): this {
    for (let i = 0; i < times; i++) this.controller.adjust(adjustment)
    this.controller.finishAdjusting()
    return this
  }

  cycle(direction: 1 | -1 = 1): this {
    this.controller.cycleUnder(direction)
    return this
  }

  snapNow(): this {
    this.controller.snapSelected()
    return this
  }
}
