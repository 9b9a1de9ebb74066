import { iouAt } from '../../../../shared/geometry/iou'
import type { Suppression } from './types'

/** Scores that fall to this are given up, whatever the threshold (Bodla et al. 2017 and their code: 0.001). */
export const LEAST_SOFT_SCORE = 0.001

/**
 * Gaussian soft-NMS (Bodla et al. 2017, arXiv:1704.04503, equation 3): the box of the highest score is kept, and those
 * of its class that are left fall by how much they overlap it,
 *   s_i <- s_i exp(-IoU(m, i)^2 / softSigma),
 * again and again. Better than dropping where objects of a class stand close together; nmsIou plays no part.
 */
export const soft: Suppression = {
  name: 'soft',
  suppress({ boxesXyxy, scores, classes }, { scoreThreshold, softSigma, maxDetections }) {
    const least = Math.max(scoreThreshold, LEAST_SOFT_SCORE)
    const places: number[] = []
    const kept: number[] = []
    let left = Array.from(scores, (score, place) => ({ place, score }))
    while (places.length < maxDetections) {
      left = left.filter(({ score }) => score > least)
      const best = left.reduce<(typeof left)[number] | null>(
        (top, next) => (top !== null && top.score >= next.score ? top : next),
        null,
      )
      if (best === null) break
      places.push(best.place)
      kept.push(best.score)
      left = left.filter((candidate) => candidate !== best)
      for (const candidate of left) {
        if (classes[candidate.place] !== classes[best.place]) continue
        const overlap = iouAt(boxesXyxy, best.place, boxesXyxy, candidate.place)
        if (overlap > 0) candidate.score *= Math.exp(-(overlap ** 2) / softSigma)
      }
    }
    return { places: Int32Array.from(places), scores: Float32Array.from(kept) }
  },
}
