import { focalCurvePath } from './focalCurve'
import './charts.css'

const WIDTH = 256
const HEIGHT = 104

/** Loss against the probability of the true class: the chosen alpha and gamma beside plain cross-entropy. */
export function FocalCurve({ alpha, gamma }: { alpha: number; gamma: number }) {
  // Cross-entropy carries the same alpha, so that the picture shows what gamma alone does.
  const size = { width: WIDTH, height: HEIGHT, maxLoss: 3 * alpha }
  return (
    <figure className="focal-curve">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`Focal loss with focus ${gamma}`}>
        <path d={`M0 0V${HEIGHT}H${WIDTH}`} className="focal-axis" />
        <path d={focalCurvePath({ alpha, gamma: 0 }, size)} className="focal-plain" />
        <path d={focalCurvePath({ alpha, gamma }, size)} className="focal-chosen" />
      </svg>
      <figcaption>
        <span>0</span>
        <span>probability of the true class</span>
        <span>1</span>
      </figcaption>
    </figure>
  )
}
