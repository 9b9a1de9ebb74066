import { describe, expect, it } from 'vitest'
import type { ConvolutionLayer, NetworkOps } from '../network/ops'
import { createShapeOps } from '../network/shapeOps'
import { fpn } from './fpn'
import { necks } from './index'
import { pathAggregation } from './pathAggregation'
import { ssd } from './ssd'
import type { Neck } from './types'

/** Writes down what is computed instead of computing it. */
function createTextOps(): NetworkOps<string> & { layers: ConvolutionLayer[] } {
  const layers: ConvolutionLayer[] = []
  return {
    layers,
    convolution(input, layer) {
      layers.push(layer)
      return `${layer.name}(${input})`
    },
    maxPool: (input) => `pool(${input})`,
    concatenate: (inputs) => `[${inputs.join()}]`,
    add: (left, right) => `(${left} + ${right})`,
    resize: (input, factor) => `${factor === 2 ? 'up' : 'down'}(${input})`,
    flatten: (maps) => maps.join(),
  }
}

function textOf(neck: Neck, lowest: number, highest: number) {
  const ops = createTextOps()
  const trunk = { maps: ['C2', 'C3', 'C4', 'C5'], channels: [4, 8, 16, 32] } as const
  const pyramid = neck.build<string>(ops, trunk, { width: 12, lowest, highest })
  return { pyramid: Object.fromEntries(pyramid), layers: ops.layers }
}

const L = (level: number) => `lateral${level}(C${level})`

describe('path aggregation', () => {
  const D4 = `(${L(4)} + up(${L(5)}))`
  const D3 = `(${L(3)} + up(${D4}))`
  const P4 = `(${D4} + down(${D3}))`
  const P5 = `(${L(5)} + down(${P4}))`

  it('adds down and up again, level 6 on top', () => {
    const { pyramid, layers } = textOf(pathAggregation, 3, 6)
    expect(pyramid).toEqual({ 3: D3, 4: P4, 5: P5, 6: `extra6(${P5})` })
    expect(layers.map(({ name }) => name)).toEqual(['lateral3', 'lateral4', 'lateral5', 'extra6'])
  })
  it('adds level 2 below and leaves the others as they are', () => {
    const { pyramid } = textOf(pathAggregation, 2, 5)
    expect(pyramid).toEqual({ 2: `(${L(2)} + up(${D3}))`, 3: D3, 4: P4, 5: P5 })
  })
  it('without level 3 still hands its knowledge up', () => {
    expect(textOf(pathAggregation, 4, 5).pyramid).toMatchObject({ 4: P4, 5: P5 })
  })
})

describe('the feature pyramid', () => {
  const D4 = `(${L(4)} + up(${L(5)}))`
  const D3 = `(${L(3)} + up(${D4}))`

  it('adds down and smooths each sum by a 3x3 convolution', () => {
    const { pyramid, layers } = textOf(fpn, 3, 7)
    expect(pyramid).toEqual({
      3: `output3(${D3})`,
      4: `output4(${D4})`,
      5: `output5(${L(5)})`,
      6: `extra6(output5(${L(5)}))`,
      7: `extra7(extra6(output5(${L(5)})))`,
    })
    const outputs = layers.filter(({ name }) => name.startsWith('output'))
    expect(outputs.map(({ kernelSize, activation }) => [kernelSize, activation])).toEqual([
      [3, 'linear'],
      [3, 'linear'],
      [3, 'linear'],
    ])
  })
  it('goes down to level 2 where wished for', () => {
    expect(textOf(fpn, 2, 5).pyramid[2]).toBe(`output2((${L(2)} + up(${D3})))`)
  })
  it('stops at the lowest level wished for', () => {
    const { pyramid, layers } = textOf(fpn, 4, 5)
    expect(pyramid).toEqual({ 4: `output4(${D4})`, 5: `output5(${L(5)})` })
    expect(layers.map(({ name }) => name)).toEqual(['lateral5', 'lateral4', 'output5', 'output4'])
  })
})

describe('the classic SSD pyramid', () => {
  it('keeps every level to itself', () => {
    expect(textOf(ssd, 2, 6).pyramid).toEqual({
      2: L(2),
      3: L(3),
      4: L(4),
      5: L(5),
      6: `extra6(${L(5)})`,
    })
    expect(textOf(ssd, 3, 5).pyramid).toEqual({ 3: L(3), 4: L(4), 5: L(5) })
    expect(textOf(ssd, 4, 5).pyramid).toEqual({ 4: L(4), 5: L(5) })
  })
})

describe.each(Object.values(necks))('neck $name', (neck) => {
  it('brings every level to its stride and one width, whatever the input', () => {
    for (const [height, width] of [
      [64, 96],
      [160, 32],
      [96, 224],
    ]) {
      const map = (level: number, channels: number) => ({
        height: height / 2 ** level,
        width: width / 2 ** level,
        channels,
      })
      const pyramid = neck.build(
        createShapeOps(),
        { maps: [map(2, 4), map(3, 8), map(4, 16), map(5, 32)], channels: [4, 8, 16, 32] },
        { width: 12, lowest: 2, highest: 7 },
      )
      expect([...pyramid.keys()].sort()).toEqual([2, 3, 4, 5, 6, 7])
      for (const [level, shape] of pyramid) {
        expect(shape).toEqual({
          height: Math.ceil(height / 2 ** level),
          width: Math.ceil(width / 2 ** level),
          channels: 12,
        })
      }
    }
  })
})
