import { useState } from 'react'
import { countText } from '../../../../../shared/text/count'
import { Button } from '../../../../components/Button'
import { Segmented } from '../../../../components/Segmented'
import { allowTest, type FiguresSplit, showSplit, useFigures } from '../../../../state/figures'

/** Which pictures the figures are of; the test pictures only after a word of what looking at them costs. */
export function SplitControl() {
  const { split, data, mayShowTest } = useFigures()
  const [isAsking, setAsking] = useState(false)
  const choose = (wanted: FiguresSplit) => {
    setAsking(wanted === 'test' && !mayShowTest)
    showSplit(wanted)
  }
  return (
    <section aria-label="Pictures" className="operating-section">
      <div className="section-head">
        <h2>Pictures</h2>
        <span className="faint">{data === null ? '' : countText(data.images, 'picture')}</span>
      </div>
      <div className="operating-body">
        <Segmented
          label="Split"
          value={split}
          options={[
            { value: 'val', label: 'Validation', testId: 'split-val' },
            { value: 'test', label: 'Test', testId: 'split-test' },
          ]}
          onChange={choose}
        />
        {isAsking && (
          <div className="operating-ask" role="alert">
            <p className="small">
              Looking at the test set spends it: once you choose by it, it no longer says how good the model
              is on new pictures.
            </p>
            <div className="operating-back">
              <Button
                data-testid="allow-test"
                onClick={() => {
                  setAsking(false)
                  allowTest()
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
        {split === 'test' && (
          <p className="faint small">
            Thresholds are chosen on the validation pictures; here they can only be tried.
          </p>
        )}
      </div>
    </section>
  )
}
