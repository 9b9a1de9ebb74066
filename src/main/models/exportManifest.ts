import type { ExportManifest } from '../../shared/models/manifest'
import type { ParityReport } from '../../shared/models/schema'
import type { RunRecord } from '../../shared/training/run'
import type { Model } from '../detector/modelFile'
import type { Exporter } from '../exporters/types'
import { manifestThresholds, withChosen } from './manifestThresholds'

export interface ManifestFacts {
  exporter: Exporter
  model: Model
  file: { bytes: number; sha256: string }
  run: RunRecord
  projectName: string
  parity: ParityReport
  createdBy: string
}

/** The manifest of an exported model; figures, and thresholds that nobody chose, come when they have been measured. */
export function createManifest(facts: ManifestFacts): ExportManifest {
  const { exporter, model, run, parity } = facts
  const { architecture, preprocessing, coding, detection, classes } = model.manifest
  const manifest: ExportManifest = {
    format: 'focal-studio-export',
    version: 1,
    target: exporter.target,
    createdBy: facts.createdBy,
    model: { file: exporter.modelFile, ...facts.file },
    classes,
    input: {
      name: exporter.names.input,
      type: 'uint8',
      layout: 'NHWC',
      channels: 'RGB',
      ...architecture.input,
      fit: preprocessing.fit,
      filter: 'triangle',
      depth: preprocessing.depth,
      insideModel: { mean: preprocessing.mean, std: preprocessing.std },
    },
    outputs: exporter.names.outputs,
    mapping: { x: 'x * picture.width / input.width', y: 'y * picture.height / input.height' },
    anchors: architecture.levels.map(({ stride, rows, columns, shapes }) => ({
      stride,
      rows,
      columns,
      shapes,
    })),
    detection: {
      codingWeights: coding.weights,
      maxLogScale: coding.maxLogScale,
      scoring: architecture.scoring,
      quality: architecture.quality,
      ...detection,
    },
    tiling: model.manifest.tiling,
    thresholds: manifestThresholds(classes, { common: null, perClass: [] }),
    calibration: null,
    training: { runId: run.id, runName: run.name, config: run.config },
    data: {
      projectName: facts.projectName,
      revision: run.revision,
      train: run.numTrain,
      val: run.numVal,
      hardNegatives: run.numHardNegatives,
    },
    figures: { val: null, test: null },
    parity,
  }
  return withChosen(manifest, run)
}
