import { useState } from 'react'
import type { Split } from '../../../shared/annotation/schema'
import { Button } from '../../components/Button'
import { Segmented } from '../../components/Segmented'
import { english, localText, t } from '../../language/t'
import { allowTestSet, useTestSet } from '../../state/project/testSet'
import './SplitSwitch.css'

const labels: Record<Split, string> = {
  train: english('Training'),
  val: english('Validation'),
  test: english('Test'),
}

interface SplitSwitchProps<S extends Split> {
  label: string
  value: S
  splits: readonly S[]
  onShow(split: S): void
}

/** Which pictures a view of Review is about; the test set only once the person has agreed to look at it. */
export function SplitSwitch<S extends Split>({ label, value, splits, onShow }: SplitSwitchProps<S>) {
  const mayShow = useTestSet((state) => state.mayShow)
  const [asked, setAsked] = useState<S | null>(null)
  return (
    <>
      <Segmented<S>
        label={localText(label)}
        // Nothing changes before the person has answered.
        value={value}
        options={splits.map((split) => ({
          value: split,
          label: localText(labels[split]),
          testId: `split-${split}`,
        }))}
        onChange={(next) => {
          const asks = next === 'test' && !mayShow
          setAsked(asks ? next : null)
          if (!asks) onShow(next)
        }}
      />
      {asked !== null && (
        <div
          className="split-ask"
          role="alertdialog"
          aria-label={t('Look at the test set')}
          data-testid="split-ask"
        >
          {t(
            'Looking at the test set spends it: what you mend or choose because of it, later figures on it can no longer judge.',
          )}
          <div className="split-ask-buttons">
            <Button
              data-testid="show-test"
              onClick={() => {
                allowTestSet()
                setAsked(null)
                onShow(asked)
              }}
            >
              {t('Look at it')}
            </Button>
            <Button variant="quiet" onClick={() => setAsked(null)}>
              {t('Leave it')}
            </Button>
          </div>
        </div>
      )}
    </>
  )
}
