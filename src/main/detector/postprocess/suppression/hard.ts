import { nms } from '../nms'
import type { Suppression } from './types'

/** Going from the highest score down, a box goes where one of its class was kept that overlaps it by more than nmsIou. */
export const hard: Suppression = {
  name: 'hard',
  suppress({ boxesXyxy, scores, classes }, { nmsIou, maxDetections }) {
    const places = nms(boxesXyxy, scores, classes, nmsIou, maxDetections)
    return { places, scores: Float32Array.from(places, (i) => scores[i]) }
  },
}
