import { describe, expect, it } from 'vitest'
import { NeckName } from '../../../shared/training/config/network'
import { compareDetections, type InputDetection } from '../../models/compareDetections'
import { createTensorFlowDetector } from '../../models/tensorFlowDetector'
import { runOnnx } from '../testing/runOnnx'
import { hasTensorFlow } from '../testing/tensorFlow'
import { type TestModelOptions, testModel, testPicture } from '../testing/testModel'
import { detectorOnnx } from './detectorGraph'

const WIDTH = 96
const HEIGHT = 64

/** Every neck with and without level 2, every scoring with and without a quality head, every suppression. */
const combinations = NeckName.options.flatMap((neck) =>
  [
    [3, 4, 5, 6],
    [2, 3, 4, 5, 6],
  ].flatMap((levels) =>
    (['sigmoid', 'softmax'] as const).flatMap((scoring) =>
      (['none', 'iou'] as const).flatMap((quality) =>
        (['hard', 'soft', 'diou'] as const).map((nms) => ({ neck, levels, scoring, quality, nms })),
      ),
    ),
  ),
)

async function detectInOnnx(file: Uint8Array, picture: Uint8Array): Promise<InputDetection[]> {
  const { scores, labels, boxes } = await runOnnx(file, {
    image: { values: picture, shape: [1, HEIGHT, WIDTH, 3] },
  })
  return scores.values.map((score, i) => {
    const [x1, y1, x2, y2] = boxes.values.slice(4 * i, 4 * i + 4)
    return { score, label: labels.values[i], box: [x1, y1, x2, y2] }
  })
}

describe.skipIf(!hasTensorFlow())('every kind of detector, exported, against TensorFlow', () => {
  it.each(combinations.map((combination, i) => ({ ...combination, seed: 100 + i })))(
    '$neck, levels $levels, $scoring, quality $quality, $nms (seed $seed)',
    async ({ nms, seed, ...network }) => {
      const options: TestModelOptions = {
        ...network,
        seed,
        width: WIDTH,
        height: HEIGHT,
        numClasses: 1 + (seed % 3),
        detection: { nms, scoreThreshold: 0.3 },
      }
      const model = testModel(options)
      const picture = testPicture(WIDTH, HEIGHT, seed)
      const detector = createTensorFlowDetector(model)
      const expected = detector.detect(picture)
      detector.dispose()
      const actual = await detectInOnnx(detectorOnnx(model), picture)
      expect(expected.length).toBeGreaterThan(5)
      expect(actual).toHaveLength(expected.length)
      expect([...actual].sort((a, b) => b.score - a.score)).toEqual(actual)
      const comparison = compareDetections(expected, actual, model.manifest.detection)
      expect(comparison.borderline).toBe(0)
      expect(comparison.maxBoxDifferencePx).toBeLessThan(0.02)
      expect(comparison.maxScoreDifference).toBeLessThan(1e-4)
    },
  )
})
