import type { EvaluationInput } from '../evaluate/types'

interface GoldenTruth {
  image_id: number
  category_id: number
  bbox: [number, number, number, number]
  iscrowd?: number
  area?: number
}
interface GoldenDetection {
  image_id: number
  category_id: number
  bbox: [number, number, number, number]
  score: number
}

/** A golden data set: images and classes are numbered from 1 in the file. */
export function goldenInput(golden: Record<string, unknown>): EvaluationInput {
  return {
    numImages: golden.images as number,
    numClasses: golden.classes as number,
    truths: (golden.groundTruth as GoldenTruth[]).map((truth) => ({
      image: truth.image_id - 1,
      classIndex: truth.category_id - 1,
      xywh: truth.bbox,
      isCrowd: truth.iscrowd === 1,
      areaPx: truth.area,
    })),
    detections: (golden.detections as GoldenDetection[]).map((detection) => ({
      image: detection.image_id - 1,
      classIndex: detection.category_id - 1,
      xywh: detection.bbox,
      score: detection.score,
    })),
  }
}
