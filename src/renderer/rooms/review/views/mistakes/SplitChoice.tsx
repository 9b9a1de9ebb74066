import { useState } from 'react'
import type { Split } from '../../../../../shared/annotation/schema'
import { Button } from '../../../../components/Button'
import { Segmented } from '../../../../components/Segmented'
import { allowTest, showSplit, useReview } from '../../../../state/review'

const labels: Record<Split, string> = { train: 'Training', val: 'Validation', test: 'Test' }

/** Which pictures are gone through; the test set only once the person has agreed to look at it. */
export function SplitChoice() {
  const { split, mayShowTest } = useReview()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="split-choice">
      <Segmented
        label="Pictures to go through"
        value={isAsking ? 'test' : split}
        options={(['val', 'train', 'test'] as const).map((value) => ({
          value,
          label: labels[value],
          testId: `split-${value}`,
        }))}
        onChange={(next) => {
          const asks = next === 'test' && !mayShowTest
          setAsking(asks)
          if (!asks) void showSplit(next)
        }}
      />
      {isAsking && (
        <div
          className="split-ask"
          role="alertdialog"
          aria-label="Look at the test set"
          data-testid="split-ask"
        >
          Looking at the test set spends it: what you mend because of it, later figures on it can no longer
          judge.
          <div className="split-ask-buttons">
            <Button
              data-testid="show-test"
              onClick={() => {
                allowTest()
                setAsking(false)
                void showSplit('test')
              }}
            >
              Look at it
            </Button>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              Leave it
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
