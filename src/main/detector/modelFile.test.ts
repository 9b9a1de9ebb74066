import { describe, expect, it } from 'vitest'
import { initialWeights } from './initialWeights'
import { decodeModel, encodeModel, type ModelManifest } from './modelFile'
import { type Architecture, pyramidGrid } from './network/architecture'
import type { NamedTensor } from './safetensors'

const input = { width: 96, height: 64 }

describe('the model file', () => {
  const built: Architecture = {
    trunk: 'tiny',
    neck: 'pathAggregation',
    input,
    numClasses: 3,
    levels: [3, 4, 5, 6].map((level) => ({
      level,
      stride: 2 ** level,
      ...pyramidGrid(input, level),
      shapes: [[2 ** level, 2 ** level]],
    })),
    scoring: 'sigmoid',
    quality: 'none',
  }
  const manifest: ModelManifest = {
    format: 'focal-studio-model',
    version: 1,
    architecture: built,
    classes: ['a', 'b', '__proto__'],
    preprocessing: {
      fit: 'stretch',
      channels: 'RGB',
      mean: [1, 2, 3],
      std: [4, 5, 6],
      depth: { kind: 'auto' },
    },
    coding: { weights: [10, 10, 5, 5], maxLogScale: 4 },
    detection: { scoreThreshold: 0.05, nms: 'hard', nmsIou: 0.5, softSigma: 0.5, maxDetections: 100 },
    tiling: null,
    training: { runId: 'run-0001', seed: 1, preset: 'quick', epoch: 1, step: 2, valAP: null, valAP50: 0.5 },
  }

  it('of before there was a choice of network and suppression reads as what it was', () => {
    const files = encodeModel({ manifest, weights: initialWeights(built, null, 1) })
    const old = JSON.parse(files.json)
    delete old.tiling
    for (const key of ['neck', 'scoring', 'quality']) delete old.architecture[key]
    for (const key of ['nms', 'softSigma']) delete old.detection[key]
    expect(decodeModel(JSON.stringify(old), files.weights).manifest).toEqual(manifest)
  })

  it('reads back what it wrote', () => {
    const weights = initialWeights(built, null, 1)
    const files = encodeModel({ manifest, weights })
    const model = decodeModel(files.json, files.weights)
    expect(model.manifest).toEqual(manifest)
    expect(model.weights).toEqual(weights)
  })

  it.each<[string, (files: { json: string; weights: Uint8Array }) => { json: string; weights: Uint8Array }]>([
    ['text that is not JSON', (files) => ({ ...files, json: '{' })],
    [
      'an unknown key',
      (files) => ({ ...files, json: files.json.replace('"format"', '"more": 1, "format"') }),
    ],
    ['a missing class name', (files) => ({ ...files, json: files.json.replace('"a",', '') })],
    ['weights cut short', (files) => ({ ...files, weights: files.weights.slice(0, -4) })],
    [
      'another number of classes',
      (files) => ({ ...files, json: files.json.replace('"numClasses": 3', '"numClasses": 4') }),
    ],
  ])('refuses %s', (_, damage) => {
    const files = damage(encodeModel({ manifest, weights: initialWeights(built, null, 1) }))
    expect(() => decodeModel(files.json, files.weights)).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    )
  })

  it('never holds a weight that is not a finite number', () => {
    const weights = initialWeights(built, null, 1)
    ;(weights.get('stem.bias') as NamedTensor).values[0] = Number.NaN
    expect(() => encodeModel({ manifest, weights })).toThrow(
      expect.objectContaining({ code: 'model-invalid' }),
    )
  })
})
