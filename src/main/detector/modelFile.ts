import { z } from 'zod'
import { autoDepth, DepthRule } from '../../shared/images/depthWindow'
import { Tiling } from '../../shared/models/tiling'
import { StudioError } from '../../shared/result'
import { Architecture, parameterShapes } from './network/architecture'
import { type NamedTensor, readSafetensors, writeSafetensors } from './safetensors'

/** Names inside a run folder. */
export const MODEL_JSON = 'model.json'
export const MODEL_WEIGHTS = 'model.safetensors'

const triple = z.tuple([z.number().finite(), z.number().finite(), z.number().finite()])

/** All that a finished model is, but for its weights. Everything an exporter needs is here, nothing is implied. */
export const ModelManifest = z.strictObject({
  format: z.literal('focal-studio-model'),
  version: z.literal(1),
  architecture: Architecture,
  /** Class names in the order of the logits. */
  classes: z.array(z.string()).min(1),
  preprocessing: z.strictObject({
    /** The oriented picture is resized to the input, sides independently. */
    fit: z.literal('stretch'),
    channels: z.literal('RGB'),
    /** The network sees (value in 0..255 - mean) / std, by channel. */
    mean: triple,
    std: triple,
    /** How 16-bit pictures become those values. */
    depth: DepthRule.default(autoDepth),
  }),
  coding: z.strictObject({
    /** Offsets dx, dy, dw, dh are divided by these before they are applied to an anchor. */
    weights: z.tuple([
      z.number().positive(),
      z.number().positive(),
      z.number().positive(),
      z.number().positive(),
    ]),
    /** dw and dh are clamped to this before exp. */
    maxLogScale: z.number().positive(),
  }),
  detection: z.strictObject({
    /** Below this a detection is not reported. How a score comes about stands in the architecture. */
    scoreThreshold: z.number().min(0).max(1),
    /** Models from before there was a choice drop what overlaps. */
    nms: z.enum(['hard', 'soft', 'diou']).default('hard'),
    nmsIou: z.number().min(0).max(1),
    /** Sigma of soft. */
    softSigma: z.number().positive().default(0.5),
    maxDetections: z.number().int().positive(),
  }),
  /** How large pictures are looked at; null, as in models from before there was a choice: whole. */
  tiling: Tiling.nullable().default(null),
  training: z.strictObject({
    runId: z.string(),
    seed: z.number().int(),
    preset: z.string(),
    epoch: z.number().int().nonnegative(),
    step: z.number().int().nonnegative(),
    valAP: z.number().nullable(),
    valAP50: z.number().nullable(),
  }),
})
export type ModelManifest = z.infer<typeof ModelManifest>

export interface Model {
  manifest: ModelManifest
  /** By parameter name: `<layer>.kernel` [size, size, in, out], `<layer>.bias` [out]. */
  weights: Map<string, NamedTensor>
}

/** The two files of a model. */
export function encodeModel({ manifest, weights }: Model): { json: string; weights: Uint8Array } {
  const checked = ModelManifest.parse(manifest)
  checkWeights(checked.architecture, weights)
  const metadata = { format: checked.format, architecture: JSON.stringify(checked.architecture) }
  return {
    json: `${JSON.stringify(checked, null, 2)}\n`,
    weights: writeSafetensors({ metadata, tensors: weights }),
  }
}

/** Reads a model back. Throws `model-invalid` where a file is damaged or the two do not belong together. */
export function decodeModel(json: string, weightsFile: Uint8Array): Model {
  const manifest = parseManifest(json)
  const { tensors: weights } = readSafetensors(weightsFile)
  checkWeights(manifest.architecture, weights)
  return { manifest, weights }
}

function parseManifest(json: string): ModelManifest {
  let raw: unknown
  try {
    raw = JSON.parse(json)
  } catch {
    throw damaged(`${MODEL_JSON} is not JSON`)
  }
  const parsed = ModelManifest.safeParse(raw)
  if (!parsed.success) throw damaged(`${MODEL_JSON}: ${z.prettifyError(parsed.error)}`)
  if (parsed.data.classes.length !== parsed.data.architecture.numClasses) {
    throw damaged(
      `${parsed.data.classes.length} class names for ${parsed.data.architecture.numClasses} classes`,
    )
  }
  return parsed.data
}

/** Every parameter of the architecture and no other, each of its shape and finite. */
function checkWeights(architecture: Architecture, weights: ReadonlyMap<string, NamedTensor>): void {
  const shapes = parameterShapes(architecture)
  for (const [name, shape] of shapes) {
    const tensor = weights.get(name)
    if (tensor === undefined) throw damaged(`${name} is missing`)
    if (tensor.shape.join() !== shape.join()) {
      throw damaged(`${name} has shape [${tensor.shape.join()}] instead of [${shape.join()}]`)
    }
    if (!tensor.values.every(Number.isFinite)) throw damaged(`${name} holds a number that is not finite`)
  }
  for (const name of weights.keys()) if (!shapes.has(name)) throw damaged(`${name} belongs to no layer`)
}

function damaged(reason: string): StudioError {
  return new StudioError(
    'model-invalid',
    `The model is not usable: ${reason}.`,
    'Train again, or use another run.',
  )
}
