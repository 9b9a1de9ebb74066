import { z } from 'zod'
import { NeckName, TrunkName } from '../../../shared/training/config/network'
import { type HeadOutput, ssdHeads } from '../heads/ssdHead'
import { necks } from '../necks/index'
import { trunks } from '../trunks/index'
import type { ConvolutionLayer, NetworkOps } from './ops'
import { createShapeOps } from './shapeOps'

const side = z.number().int().min(32).max(4096).multipleOf(32)
const lengthPx = z.number().positive().finite()

/** One level of the pyramid: its grid and the anchors at each cell, px of the network input. */
export const PyramidLevel = z.strictObject({
  level: z.number().int().min(2).max(7),
  stride: z.number().int().positive(),
  rows: z.number().int().positive(),
  columns: z.number().int().positive(),
  /** Width and height of each anchor; all sit on the cell's centre ((column + 0.5) stride, (row + 0.5) stride). */
  shapes: z.array(z.tuple([lengthPx, lengthPx])).min(1),
})
export type PyramidLevel = z.infer<typeof PyramidLevel>

export const Scoring = z.enum(['sigmoid', 'softmax'])
export type Scoring = z.infer<typeof Scoring>
export const Quality = z.enum(['none', 'centerness', 'iou'])
export type Quality = z.infer<typeof Quality>

/** Everything that fixes a network's graph and the meaning of its outputs. */
export const Architecture = z.strictObject({
  trunk: TrunkName,
  /** Models from before there was a choice have path aggregation, sigmoids and no quality. */
  neck: NeckName.default('pathAggregation'),
  input: z.strictObject({ width: side, height: side }),
  numClasses: z.number().int().min(1),
  levels: z.array(PyramidLevel).min(3).max(6),
  /**
   * sigmoid: K logits an anchor, each class by itself, score = sigmoid(logit); softmax: K + 1 logits, background first,
   * score = the class's share of the softmax.
   */
  scoring: Scoring.default('sigmoid'),
  /** What a second output of the heads predicts of each box: its centreness or its IoU; score = sqrt(class * quality). */
  quality: Quality.default('none'),
})
export type Architecture = z.infer<typeof Architecture>

/** Grid of a level for an input: strides 64 and 128 round up, as their padded convolutions do. */
export function pyramidGrid(
  input: { width: number; height: number },
  level: number,
): { rows: number; columns: number } {
  const halve = (size: number, times: number): number =>
    times === 0 ? size : halve(Math.ceil(size / 2), times - 1)
  return { rows: halve(input.height, level), columns: halve(input.width, level) }
}

/** Class logits of each anchor: one a class, and one for the background where they compete. */
export function numLogits({ numClasses, scoring }: Pick<Architecture, 'numClasses' | 'scoring'>): number {
  return scoring === 'softmax' ? numClasses + 1 : numClasses
}

/**
 * Runs the network over any operations. picture [B, H, W, 3], normalised RGB; H and W are any multiples of 32, which
 * need not be the architecture's own.
 */
export function runNetwork<T>(ops: NetworkOps<T>, architecture: Architecture, picture: T): HeadOutput<T> {
  const trunk = trunks[architecture.trunk]
  const width = trunk.neckChannels
  const numbers = architecture.levels.map(({ level }) => level)
  const pyramid = necks[architecture.neck].build(
    ops,
    { maps: trunk.build(ops, picture), channels: trunk.channels },
    { width, lowest: Math.min(...numbers), highest: Math.max(...numbers) },
  )
  const levels = architecture.levels.map(({ level, shapes }) => ({
    level,
    map: pyramid.get(level) as T,
    numShapes: shapes.length,
  }))
  return ssdHeads(ops, levels, {
    width,
    numLogits: numLogits(architecture),
    hasQuality: architecture.quality !== 'none',
  })
}

/** Anchors of all levels. */
export function numAnchors(architecture: Architecture): number {
  return architecture.levels.reduce(
    (sum, { rows, columns, shapes }) => sum + rows * columns * shapes.length,
    0,
  )
}

/** All layers of a network in the order of its graph; throws where the parts do not fit together. */
export function networkLayers(architecture: Architecture): {
  layers: ConvolutionLayer[]
  floatOperations: number
} {
  const ops = createShapeOps()
  const output = runNetwork(ops, architecture, { ...architecture.input, channels: 3 })
  if (output.logits.height !== numAnchors(architecture)) {
    throw new Error(
      `the heads answer for ${output.logits.height} anchors, the levels hold ${numAnchors(architecture)}`,
    )
  }
  return { layers: [...ops.layers], floatOperations: ops.floatOperations() }
}

/** Shape of every parameter by name: `<layer>.kernel` [size, size, in, out] and `<layer>.bias` [out]. */
export function parameterShapes(architecture: Architecture): Map<string, number[]> {
  const shapes = new Map<string, number[]>()
  for (const layer of networkLayers(architecture).layers) {
    shapes.set(`${layer.name}.kernel`, [
      layer.kernelSize,
      layer.kernelSize,
      layer.inChannels,
      layer.outChannels,
    ])
    shapes.set(`${layer.name}.bias`, [layer.outChannels])
  }
  return shapes
}
