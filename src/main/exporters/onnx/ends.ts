import type { GraphBuilder, ValueName } from './graphBuilder'
import { elementType } from './schema'
import type { FinalDetections } from './suppression'

/** Inputs and outputs of every detector, by name. */
export const IMAGE_INPUT = 'image'
export const OUTPUTS = { boxes: 'boxes', scores: 'scores', labels: 'labels' } as const

/** The input: a picture, uint8 RGB [1, H, W, 3]. */
export function addImageInput(
  graph: GraphBuilder,
  { width, height }: { width: number; height: number },
): ValueName {
  return graph.input(IMAGE_INPUT, 'uint8', [1, height, width, 3], 'RGB, 0 to 255, resized to this size')
}

/** uint8 [1, H, W, 3] -> normalised float [1, 3, H, W]. */
export function addPreprocessing(
  graph: GraphBuilder,
  image: ValueName,
  { mean, std }: { mean: readonly number[]; std: readonly number[] },
): ValueName {
  // Channels first: one figure a plane is several times faster than three that alternate.
  const planes = graph.node('Transpose', 'input.channelsFirst', [image], { perm: [0, 3, 1, 2] })
  const numbers = graph.node('Cast', 'input.float', [planes], { to: elementType.float32 })
  const byChannel = [3, 1, 1]
  const centred = graph.node('Sub', 'input.centred', [numbers, graph.floats('input.mean', mean, byChannel)])
  return graph.node('Div', 'input.scaled', [centred, graph.floats('input.std', std, byChannel)])
}

/** Detections as every detector hands them out. */
export function addOutputs(graph: GraphBuilder, final: FinalDetections): void {
  graph.output(
    OUTPUTS.boxes,
    final.boxes,
    'float32',
    ['detections', 4],
    'x1, y1, x2, y2 in px of the input picture',
  )
  graph.output(OUTPUTS.scores, final.scores, 'float32', ['detections'], '0 to 1, descending')
  graph.output(OUTPUTS.labels, final.labels, 'int64', ['detections'], 'index into the class names')
}
