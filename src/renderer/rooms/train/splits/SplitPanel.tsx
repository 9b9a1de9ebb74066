import { Shuffle, Undo2, X } from 'lucide-react'
import { useEffect } from 'react'
import { GroupRule, type SplitRequest } from '../../../../shared/project/schema'
import { Button } from '../../../components/Button'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { IconButton } from '../../../components/IconButton'
import { NumberEntry } from '../../../components/NumberEntry'
import { Slider } from '../../../components/Slider'
import { Toggle } from '../../../components/Toggle'
import { localText, t } from '../../../language/t'
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
    <section className="split-panel" aria-label={t('Splits')} data-testid="split-panel">
      <header className="split-head">
        <h2>{t('Deal the pictures')}</h2>
        <IconButton icon={X} label={t('Close')} action={closeSplitsAction} onClick={closeSplits} />
      </header>
      {request !== null && (
        <div className="split-columns">
          <div className="split-choices">
            <Shares request={request} />
            <fieldset className="split-rules">
              <legend>{t('Keep together')}</legend>
              {GroupRule.options.map((rule) => (
                <Toggle
                  key={rule}
                  label={localText(ruleWords[rule].label)}
                  words={localText(ruleWords[rule].words)}
                  isOn={request.groupBy.includes(rule)}
                  onChange={() => toggleRule(rule)}
                  testId={`rule-${rule}`}
                />
              ))}
            </fieldset>
            <Toggle
              label={t('Only new pictures')}
              words={t('those that have a split keep it; twins follow them')}
              isOn={request.onlyNew}
              onChange={(onlyNew) => changeSplits({ onlyNew })}
              testId="only-new"
            />
            <div className="split-seed">
              <span className="grow">{t('Seed')}</span>
              <NumberEntry
                label={t('Seed')}
                value={request.seed}
                accepts={(seed) => Number.isInteger(seed) && seed >= 0}
                onCommit={(seed) => changeSplits({ seed })}
              />
            </div>
          </div>
          <div className="split-outcome" data-stale={isStale}>
            {problem !== null && <ErrorNotice error={problem} />}
            {preview === null && problem === null && <p className="muted">{t('Comparing pictures…')}</p>}
            {preview !== null && <SplitPreviewTable preview={preview} />}
            <div className="split-buttons">
              <Button
                variant="primary"
                data-testid="deal"
                disabled={preview === null || isStale}
                onClick={() => void dealPictures()}
              >
                <Shuffle aria-hidden />
                {request.onlyNew ? t('Deal the new ones') : t('Deal')}
              </Button>
              <Button disabled={!canUndo} data-testid="undo-deal" onClick={() => void undoDeal()}>
                <Undo2 aria-hidden />
                {t('Undo or redo the last deal')}
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
            <span title={localText(splitWords[split].words)}>{localText(splitWords[split].label)}</span>
            {split === 'train' ? (
              <span className="split-rest faint">{t('what is left')}</span>
            ) : (
              <Slider
                label={t('Share of {{split}}', { split: localText(split) })}
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
