import { useState } from 'react'
import type { LossConfig } from '../../shared/training/config/loss'
import { numberText } from '../../shared/training/knobs/values'
import type { LossProfile } from '../../shared/training/lossProfile'
import { localText, t } from '../language/t'
import { anchorLossOf, companionOf, curveNote, plainCrossEntropy } from './anchorLoss'
import { curvePath } from './curvePath'
import { Legend } from './Legend'
import { logit } from './logit'
import { SmallChart, type Tick } from './SmallChart'

const TOP = 3
/** Where the words below compare the two: an anchor that is right. */
const EASY = 0.9
/** The ends have infinite logits. */
const FROM = 0.002
const TO = 0.998

const xTicks: readonly Tick[] = [
  { at: 0, label: '0' },
  { at: 0.5, label: 'probability of the truth' },
  { at: 1, label: '1' },
]
const yTicks: readonly Tick[] = [1, 2, 3].map((loss) => ({ at: loss / TOP, label: String(loss) }))

interface LossCurveProps {
  loss: LossConfig
  numClasses: number
  profile: LossProfile | null
}

/** Loss of an anchor against the probability that the model gives to the truth, beside plain cross-entropy. */
export function LossCurve({ loss, numClasses, profile }: LossCurveProps) {
  const [pointed, setPointed] = useState<number | null>(null)
  const element = anchorLossOf(loss, numClasses, profile)
  if (element === null) {
    return (
      <p className="figure-words">
        {t(
          'Its curve follows how many anchors of each hardness a batch has: there is one once a run has been trained.',
        )}
      </p>
    )
  }
  const path = (side: (xt: number) => number) => curvePath((p) => side(logit(p)), FROM, TO, TOP)
  const object = path(element.object)
  const background = path(element.background)
  const companion = companionOf(loss)
  const note = curveNote(loss, profile)
  const chosen = element.object(logit(EASY))
  const p = pointed === null ? EASY : FROM + (TO - FROM) * pointed
  const place = (100 * (p - FROM)) / (TO - FROM)
  return (
    <figure className="figure" data-testid="loss-curve" data-easy={chosen.toPrecision(4)}>
      <SmallChart
        title={t('Loss against the probability of the truth')}
        height={112}
        xTicks={xTicks.map(({ at, label }) => ({ at, label: localText(label) }))}
        yTicks={yTicks}
        onPoint={setPointed}
      >
        {pointed !== null && <path className="small-chart-grid" d={`M${place} 0V100`} />}
        <path className="curve-thin curve-dashed" stroke="var(--text-3)" d={path(plainCrossEntropy.object)} />
        {background !== object && <path className="curve-thin" stroke="var(--share-hard)" d={background} />}
        {companion !== null && (
          <path className="curve-thin curve-dashed" stroke="var(--accent)" d={path(companion.object)} />
        )}
        <path className="curve" stroke="var(--accent)" d={object} />
      </SmallChart>
      <Legend
        entries={[
          { label: background === object ? t('objects and background') : t('objects'), color: '--accent' },
          ...(background === object ? [] : [{ label: t('background'), color: '--share-hard' }]),
          ...(companion === null
            ? []
            : [{ label: localText(companion.label), color: '--accent', look: 'dashed' as const }]),
          { label: t('cross-entropy'), color: '--text-3', look: 'dashed' },
        ]}
      />
      <figcaption className="figure-words">
        {comparison(p, element.object(logit(p)), plainCrossEntropy.object(logit(p)))}
      </figcaption>
      {note !== null && <p className="figure-words faint">{localText(note)}</p>}
    </figure>
  )
}

function comparison(p: number, chosen: number, plain: number): string {
  const start = t('An object at {{p}} costs {{chosen}}', {
    p: numberText(Number(p.toFixed(2))),
    chosen: numberText(Number(chosen.toPrecision(2))),
  })
  const ratio = plain / chosen
  if (ratio > 1.05)
    return t('{{start}}, {{ratio}} less than under cross-entropy.', { start, ratio: ratioText(ratio) })
  if (ratio < 0.95)
    return t('{{start}}, {{ratioText}} more than under cross-entropy.', {
      start,
      ratioText: ratioText(1 / ratio),
    })
  return t('{{start}}, as under cross-entropy.', { start })
}

function ratioText(ratio: number): string {
  return ratio >= 1000
    ? t('over a thousand times')
    : t('{{ratio}} times', { ratio: numberText(Number(ratio.toPrecision(2))) })
}
