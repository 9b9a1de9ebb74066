import type { ParityReport } from '../../shared/models/schema'
import { StudioError } from '../../shared/result'
import type { DetectorThread } from '../inference/detectorThread'
import {
  compareDetections,
  type DetectionBorders,
  type InputDetection,
  PARITY_LIMITS,
} from './compareDetections'
import type { ReferenceDetections } from './referenceDetections'
import { sha256 } from './sha256'

/** Decoded RGB bytes of a picture at the input's size, null where it is gone or cannot be read. */
export type PixelsOf = (imageId: string) => Promise<Uint8Array | null>

/**
 * Runs an exported file on the reference pictures, decoded afresh, and reports how far it is from the in-app
 * detector. Pictures that are no longer what they were are left out; `images` says how many were compared.
 */
export async function measureParity(
  exported: DetectorThread,
  reference: ReferenceDetections,
  pixelsOf: PixelsOf,
  borders: DetectionBorders,
): Promise<ParityReport> {
  const report: ParityReport = {
    images: 0,
    detections: 0,
    maxBoxDifferencePx: 0,
    maxScoreDifference: 0,
    borderline: 0,
  }
  for (const { imageId, pixelsSha256, detections } of reference.pictures) {
    const pixels = await pixelsOf(imageId)
    if (pixels === null || sha256(pixels) !== pixelsSha256) continue
    const found = await exported.detect(pixels)
    const actual = Array.from(found.scores, (score, i): InputDetection => {
      const [x1, y1, x2, y2] = found.boxes.subarray(4 * i, 4 * i + 4)
      return { label: found.labels[i], score, box: [x1, y1, x2, y2] }
    })
    const comparison = compareDetections(detections, actual, borders)
    report.images++
    report.detections += comparison.detections
    report.borderline += comparison.borderline
    report.maxBoxDifferencePx = Math.max(report.maxBoxDifferencePx, comparison.maxBoxDifferencePx)
    report.maxScoreDifference = Math.max(report.maxScoreDifference, comparison.maxScoreDifference)
  }
  return report
}

/** Throws `parity-failed` where the exported model is not the trained one. */
export function assertParity(report: ParityReport): void {
  // More close calls than this are no rounding any more.
  const mostBorderline = Math.max(2, 0.02 * report.detections)
  const isSame =
    report.maxBoxDifferencePx <= PARITY_LIMITS.boxPx &&
    report.maxScoreDifference <= PARITY_LIMITS.score &&
    report.borderline <= mostBorderline
  if (isSame) return
  throw new StudioError(
    'parity-failed',
    `The exported model does not find what the trained one finds: boxes differ by up to ${report.maxBoxDifferencePx.toFixed(3)} px, ` +
      `scores by up to ${report.maxScoreDifference.toFixed(5)}, ${report.borderline} detections lie on a threshold.`,
    'The files are kept aside in the run folder; please report this with them.',
  )
}
