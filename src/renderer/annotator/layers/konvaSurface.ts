import Konva from 'konva'
import type { BoxXyxyPx } from '../../../shared/annotation/schema'
import type { StageSize } from '../view/viewport'

// Whoever changes a surface paints it: Konva would paint it once more at the next frame.
Konva.autoDrawEnabled = false

/** Konva finds what is under the pointer on canvases of their own, which nothing is drawn on here: giving them a size takes a millisecond each. */
const leaveWithoutSize = (...canvases: { setSize(width: number, height: number): void }[]) => {
  for (const canvas of canvases) canvas.setSize = () => {}
}

export type Draw = (ctx: CanvasRenderingContext2D) => void

/** A layer of Konva that can be painted in parts. Coordinates are CSS px of the stage that it is on. */
export class KonvaSurface {
  readonly layer = new Konva.Layer({ listening: false, clearBeforeDraw: false })
  private draw: Draw | null = null

  constructor() {
    leaveWithoutSize(this.layer.hitCanvas)
    this.layer.add(new Konva.Shape({ listening: false, sceneFunc: ({ _context }) => this.draw?.(_context) }))
  }

  /** Wipes a part and has it painted; nothing is painted beyond it. */
  paint({ x1, y1, x2, y2 }: BoxXyxyPx, draw: Draw): void {
    this.draw = (ctx) => {
      ctx.save()
      ctx.beginPath()
      ctx.rect(x1, y1, x2 - x1, y2 - y1)
      ctx.clip()
      ctx.clearRect(x1, y1, x2 - x1, y2 - y1)
      draw(ctx)
      ctx.restore()
    }
    this.layer.drawScene()
    // A layer is drawn when its stage changes its size, too; its owner paints it then.
    this.draw = null
  }
}

/** A stage without a size yet, for surfaces to be added to. */
export function createStage(container: HTMLDivElement): Konva.Stage {
  const stage = new Konva.Stage({ container, width: 1, height: 1, listening: false })
  leaveWithoutSize(stage.bufferHitCanvas)
  return stage
}

/** Gives a stage and its canvases a size, in whole device pixels; canvases that have it keep what is on them. */
export function sizeStage(stage: Konva.Stage, { width, height }: StageSize, ratio: number): void {
  // A little more, as Konva rounds down to device pixels.
  const whole = (length: number) => (Math.ceil(length * ratio - 1e-6) + 1e-3) / ratio
  for (const layer of stage.getLayers()) {
    const canvas = layer.getCanvas()
    if (canvas.getPixelRatio() !== ratio) canvas.setPixelRatio(ratio)
  }
  const size = { width: whole(width), height: whole(height) }
  if (stage.width() !== size.width || stage.height() !== size.height) stage.size(size)
}
