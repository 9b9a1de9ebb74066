import { Shuffle, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'
import { GroupRule, type SplitRequest } from '../../../../shared/project/schema'
import { Button } from '../../../components/Button'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { IconButton } from '../../../components/IconButton'
import { NumberEntry } from '../../../components/NumberEntry'
import { Slider } from '../../../components/Slider'
import { Toggle } from '../../../components/Toggle'
import {
  changeSplits,
  closeSplits,
  dealPictures,
  loadSplits,
  setShare,
  toggleRule,
  undoDeal,
  useSplits,
} from '../../../state/project/splits'
import { closeSplitsAction } from '../actions/closeSplits'
import { SplitPreviewTable } from './SplitPreviewTable'
import { ruleWords, splitWords } from './splitWords'

/** Deals the pictures into train, val and test: shares, what stays together, and what would come of it. */
export function SplitPanel({ projectId }: { projectId: string }) {
  const { request, preview, problem, isStale, canUndo } = useSplits()
  useEffect(() => void loadSplits(projectId), [projectId])
  return (
    <section className="split-panel" aria-label="Splits" data-testid="split-panel">
      <header className="split-head">
        <h2>Deal the pictures</h2>
        <IconButton icon={X} label="Close" action={closeSplitsAction} onClick={closeSplits} />
      </header>
      {request !== null && (
        <div className="split-columns">
          <div className="split-choices">
            <Shares request={request} />
            <fieldset className="split-rules">
              <legend>Keep together</legend>
              {GroupRule.options.map((rule) => (
                <Toggle
                  key={rule}
                  {...ruleWords[rule]}
                  isOn={request.groupBy.includes(rule)}
                  onChange={() => toggleRule(rule)}
                  testId={`rule-${rule}`}
                />
              ))}
            </fieldset>
            <Toggle
              label="Only new pictures"
              words="those that have a split keep it; twins follow them"
              isOn={request.onlyNew}
              onChange={(onlyNew) => changeSplits({ onlyNew })}
              testId="only-new"
            />
            <div className="split-seed">
              <span className="grow">Seed</span>
              <NumberEntry
                label="Seed"
                value={request.seed}
                accepts={(seed) => Number.isInteger(seed) && seed >= 0}
                onCommit={(seed) => changeSplits({ seed })}
              />
            </div>
          </div>
          <div className="split-outcome" data-stale={isStale}>
            {problem !== null && <ErrorNotice error={problem} />}
            {preview === null && problem === null && <p className="muted">Comparing pictures…</p>}
            {preview !== null && <SplitPreviewTable preview={preview} />}
            <div className="split-buttons">
              <Button
                variant="primary"
                data-testid="deal"
                disabled={preview === null || isStale}
                onClick={() => void dealPictures()}
              >
                <Shuffle aria-hidden />
                {request.onlyNew ? 'Deal the new ones' : 'Deal'}
              </Button>
              <Button disabled={!canUndo} data-testid="undo-deal" onClick={() => void undoDeal()}>
                <Undo2 aria-hidden />
                Undo or redo the last deal
              </Button>
            </div>
          </div>
        </div>
      )}
    </section>
  )
}

function Shares({ request }: { request: SplitRequest }) {
  return (
    <div className="split-shares">
      {(['train', 'val', 'test'] as const).map((split) => {
        const percent = Math.round(request.ratios[split] * 100)
        return (
          <div key={split} className="split-share">
            <span title={splitWords[split].words}>{splitWords[split].label}</span>
            {split === 'train' ? (
              <span className="split-rest faint">what is left</span>
            ) : (
              <Slider
                label={`Share of ${split}`}
                value={percent}
                min={0}
                max={50}
                step={1}
                onChange={(next) => setShare(split, next)}
                testId={`share-${split}`}
              />
            )}
            <span className="split-percent">{percent} %</span>
          </div>
        )
      })}
    </div>
  )
}
