import { useEffect, useRef, useState } from 'react'
import { limits } from '../../../../shared/limits'
import type { PropagationPlan } from '../../../annotator/commands/propagate'
import { Button } from '../../../components/Button'
import { NumberField } from '../../../components/NumberField'
import { Toggle } from '../../../components/Toggle'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import {
  followingImages,
  planNow,
  propagate,
  readTargets,
  usePropagation,
} from '../../../state/labels/propagation'
import { reportError } from '../../../state/studio/notices'
import './tools.css'

/** Copies the selected boxes to the pictures that follow, after saying what that would do. */
export function PropagateCard() {
  const { boxes, numPictures, onlyUnlabelled } = usePropagation()
  const [plan, setPlan] = useState<PropagationPlan | null>(null)
  const card = useRef<HTMLDivElement>(null)
  const isOpen = boxes !== null
  useEffect(() => {
    if (isOpen) card.current?.querySelector('input')?.focus()
  }, [isOpen])
  useEffect(() => {
    if (boxes === null) return
    let isWanted = true
    readTargets(followingImages().slice(0, numPictures))
      .then((targets) => isWanted && setPlan(planNow(targets, onlyUnlabelled)))
      .catch(reportError)
    return () => {
      isWanted = false
    }
  }, [boxes, numPictures, onlyUnlabelled])
  if (boxes === null) return null
  const most = Math.min(followingImages().length, limits.maxPropagated)
  const close = () => usePropagation.setState({ boxes: null })
  const choose = (count: number) =>
    usePropagation.setState({ numPictures: Math.min(most, Math.max(1, Math.round(count))) })
  return (
    <div
      ref={card}
      className="tool-card"
      role="dialog"
      aria-label={t('Propagate boxes')}
      data-testid="propagate-card"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <h2>{t('Propagate {{boxes}}', { boxes: countText(boxes.length, 'box', 'boxes') })}</h2>
      <div className="tool-card-line">
        <NumberField
          label={t('To the next pictures')}
          prefix={t('to the next')}
          digits={0}
          value={Math.min(numPictures, most)}
          testId="propagate-count"
          onCommit={choose}
        />
        <Button onClick={() => choose(most)}>{t('All {{most}}', { most })}</Button>
      </div>
      <Toggle
        label={t('Only pictures without labels')}
        isOn={onlyUnlabelled}
        onChange={(isOn) => usePropagation.setState({ onlyUnlabelled: isOn })}
        testId="propagate-unlabelled"
      />
      <p className="muted small" data-testid="propagate-preview">
        {plan === null ? t('Counting…') : planWords(plan)}
      </p>
      <div className="tool-card-line">
        <Button
          variant="primary"
          data-testid="propagate-go"
          disabled={plan?.edit == null}
          onClick={() => propagate().catch(reportError)}
        >
          {t('Propagate')}
        </Button>
        <Button onClick={close}>{t('Cancel')}</Button>
      </div>
    </div>
  )
}

function planWords(plan: PropagationPlan): string {
  const parts = [
    t('{{numBoxes}} on {{numPictures}}.', {
      numBoxes: countText(plan.numBoxes, 'box', 'boxes'),
      numPictures: countText(plan.numPictures, 'picture'),
    }),
  ]
  if (plan.numHad > 0) parts.push(t('{{numHad}} there already.', { numHad: plan.numHad }))
  if (plan.numOutside > 0)
    parts.push(t('{{numOutside}} outside the picture.', { numOutside: plan.numOutside }))
  if (plan.numLabelled > 0)
    parts.push(
      t('{{numLabelled}} with labels left out.', { numLabelled: countText(plan.numLabelled, 'picture') }),
    )
  return parts.join(' ')
}
