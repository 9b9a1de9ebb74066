import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { detectorOnnx } from '../exporters/onnx/detectorGraph'
import { runOnnx } from '../exporters/testing/runOnnx'
import { testModel, testPicture } from '../exporters/testing/testModel'
import { type DetectorFile, openDetectorThread } from './detectorThread'

const model = testModel({ seed: 21 })
const { width, height } = model.manifest.architecture.input
const file: DetectorFile = {
  bytes: detectorOnnx(model),
  input: { name: 'image', width, height },
  outputs: { boxes: 'boxes', scores: 'scores', labels: 'labels' },
  threads: 2,
}

describe('a detector on its own thread', () => {
  it('answers each picture with its own detections, several at once', async () => {
    const thread = await openDetectorThread(file)
    const pictures = [1, 2, 3, 4].map((seed) => testPicture(width, height, seed))
    const expected = await Promise.all(
      pictures.map((picture) =>
        runOnnx(file.bytes, { image: { values: picture, shape: [1, height, width, 3] } }),
      ),
    )
    const found = await Promise.all(pictures.map((picture) => thread.detect(picture.slice())))
    await thread.close()
    for (const [i, { boxes, scores, labels, ms }] of found.entries()) {
      expect(scores.length).toBeGreaterThan(0)
      expect(Array.from(labels)).toEqual(expected[i].labels.values)
      expect(
        Math.max(...scores.map((score, j) => Math.abs(score - expected[i].scores.values[j]))),
      ).toBeLessThan(1e-6)
      expect(Math.max(...boxes.map((side, j) => Math.abs(side - expected[i].boxes.values[j])))).toBeLessThan(
        1e-3,
      )
      expect(ms).toBeGreaterThan(0)
    }
  })

  it('row 14: forbids ONNX Runtime to report to its maker, before it first starts', async () => {
    // What native code sees, not this thread's own copy: a child is handed the same.
    const seen = () =>
      execFileSync(process.execPath, ['-p', 'process.env.ORT_DISABLE_TELEMETRY'], { encoding: 'utf8' })
    delete process.env.ORT_DISABLE_TELEMETRY
    expect(seen()).toBe('undefined\n')
    const thread = await openDetectorThread(file)
    await thread.close()
    expect(seen()).toBe('1\n')
  })

  it('refuses a file that is no model, and a picture of another size, and work after closing', async () => {
    await expect(openDetectorThread({ ...file, bytes: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({
      code: 'model-invalid',
    })
    const thread = await openDetectorThread(file)
    await expect(thread.detect(new Uint8Array(12))).rejects.toMatchObject({ code: 'model-invalid' })
    expect((await thread.detect(testPicture(width, height, 5))).scores.length).toBeGreaterThan(0)
    await thread.close()
    await thread.close()
    await expect(thread.detect(testPicture(width, height, 5))).rejects.toMatchObject({
      code: 'model-invalid',
    })
  })
})
