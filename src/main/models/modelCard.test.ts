import { describe, expect, it } from 'vitest'
import type { RunId } from '../../shared/ids'
import { ExportManifest } from '../../shared/models/manifest'
import { defaultTrainConfig } from '../../shared/training/config/index'
import { RunRecord } from '../../shared/training/run'
import { exporters } from '../exporters/index'
import { type TestModelOptions, testModel } from '../exporters/testing/testModel'
import { createManifest } from './exportManifest'
import { modelCard } from './modelCard'
import { sha256 } from './sha256'

function manifestOf(options: TestModelOptions): ExportManifest {
  const model = testModel(options)
  return createManifest({
    exporter: exporters.onnx,
    model,
    file: { bytes: 1, sha256: sha256(Uint8Array.of(1)) },
    run: RunRecord.parse({
      id: 'run-0001' as RunId,
      name: 'Run 1',
      status: 'finished',
      preset: 'quick',
      startedAt: 1,
      finishedAt: 2,
      config: defaultTrainConfig(),
      classes: model.manifest.classes,
      numTrain: 3,
      numVal: 1,
      numHardNegatives: 0,
      revision: 1,
      backend: null,
      summary: null,
      val: null,
      reviewable: false,
      error: null,
    }),
    projectName: 'Project',
    parity: { images: 1, detections: 1, maxBoxDifferencePx: 0, maxScoreDifference: 0, borderline: 0 },
    createdBy: 'Focal Studio test',
  })
}

describe('the manifest of an export', () => {
  it('says how scores and detections come about', () => {
    const options = {
      scoring: 'softmax',
      quality: 'iou',
      detection: { nms: 'soft', softSigma: 0.3 },
    } as const
    const manifest = ExportManifest.parse(manifestOf(options))
    expect(manifest.detection).toMatchObject({
      scoring: 'softmax',
      quality: 'iou',
      nms: 'soft',
      softSigma: 0.3,
    })
  })

  it('of before there was a choice reads as what it was', () => {
    const manifest = manifestOf({})
    const { nms: _, softSigma: __, scoring: ___, quality: ____, ...detection } = manifest.detection
    expect(ExportManifest.parse({ ...manifest, detection })).toEqual(manifest)
  })
})

describe('the model card', () => {
  it.each([
    [{}, 'overlap by more than 0.5 (IoU) count as one'],
    [{ detection: { nms: 'diou', nmsIou: 0.4 } }, 'overlap by more than 0.4 (DIoU: IoU less'],
    [{ detection: { nms: 'soft' } }, 'are lowered (soft-NMS, sigma 0.5)'],
    [{ quality: 'iou' }, "A score is the root of the class's times how well its box fits"],
    [{ quality: 'centerness' }, 'how near its box is to the centre of the object'],
  ] satisfies [TestModelOptions, string][])('tells a reader of %o', (options, sentence) => {
    expect(modelCard(manifestOf(options))).toContain(sentence)
  })
})
