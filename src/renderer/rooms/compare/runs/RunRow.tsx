import { Star } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { RunFigures } from '../../../../shared/compare/schema'
import { figureText, groupedText } from '../../../../shared/text/count'
import { defaultTrainConfig } from '../../../../shared/training/config/index'
import type { RunRecord } from '../../../../shared/training/run'
import { diffSettings } from '../../../../shared/training/settings'
import { agoText, durationText } from '../../../language/duration'
import { localText, t } from '../../../language/t'
import { useLanguage } from '../../../language/useLanguage'
import { setCurrent, toggleChosen } from '../../../state/compare/compare'
import { describeRun } from '../../../state/training/training'
import { SettingChips } from '../SettingChips'
import { RunName } from './RunName'
import { Sparkline } from './Sparkline'
import { Whisker } from './Whisker'

/** Axes that the rows share. */
export interface TableRanges {
  AP: readonly [number, number]
  AP50: readonly [number, number]
  curve: number
}

interface RunRowProps {
  run: RunRecord
  /** null: on their way. */
  figures: RunFigures | null
  ranges: TableRanges
  /** Settings in which the runs of the table differ from each other: they come first. */
  varying: ReadonlySet<string>
  index: number
  top: number
  isCurrent: boolean
  isChosen: boolean
  isRenaming: boolean
}

/** One run: what it is, what it was given, how good it is. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  useLanguage()
  const { run, figures, ranges, varying, index, top, isCurrent, isChosen, isRenaming } = props
  const isTrained = run.origin === 'trained'
  const isLoading = figures === null && run.reviewable
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys move through the rows (actions of the room)
    <div
      role="row"
      tabIndex={-1}
      className="runs-row"
      data-testid="run-row"
      data-run={run.id}
      aria-rowindex={index + 2}
      aria-current={isCurrent}
      aria-selected={isChosen}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        setCurrent(run.id)
        if (event.ctrlKey || event.metaKey) toggleChosen(run.id)
      }}
    >
      <Cell className="runs-tools">
        <input
          type="checkbox"
          aria-label={t('Choose {{name}}', { name: run.name })}
          data-testid={`choose-${run.id}`}
          checked={isChosen}
          onChange={() => toggleChosen(run.id)}
        />
        <button
          type="button"
          className="runs-star"
          aria-label={t('Star {{name}}', { name: run.name })}
          aria-pressed={run.starred}
          title={run.starred ? t('Take the star off (S)') : t('Star (S)')}
          onClick={() => void describeRun(run.id, { starred: !run.starred })}
        >
          <Star aria-hidden />
        </button>
      </Cell>
      <Cell>
        <RunName run={run} isRenaming={isRenaming} />
      </Cell>
      <Cell className="muted" title={new Date(run.startedAt).toLocaleString('en-GB')}>
        {agoText(run.startedAt, Date.now())}
      </Cell>
      <Cell className="muted">{run.summary === null ? '–' : durationText(run.summary.seconds)}</Cell>
      <Cell className="muted">{isTrained ? localText(run.preset) : '–'}</Cell>
      <Cell>{isTrained && <SettingsOf run={run} varying={varying} />}</Cell>
      <Cell className="muted" title={dataTitle(run, figures)}>
        {isTrained ? dataText(run, figures) : t('{{numVal}} val', { numVal: groupedText(run.numVal) })}
      </Cell>
      <Cell>
        <Whisker interval={figures?.AP ?? null} range={ranges.AP} format={figureText} isLoading={isLoading} />
      </Cell>
      <Cell>
        <Whisker
          interval={figures?.AP50 ?? null}
          range={ranges.AP50}
          format={figureText}
          isLoading={isLoading}
        />
      </Cell>
      <Cell className="runs-number" title={whereTitle(figures)}>
        {numberOf(figures?.fpPerImage.value, 2, isLoading)}
        <Kept figures={figures} />
      </Cell>
      <Cell className="runs-number" title={whereTitle(figures)}>
        {numberOf(figures?.recall.value, 3, isLoading)}
        <Kept figures={figures} />
      </Cell>
      <Cell>{figures !== null && <Sparkline values={figures.curve} max={ranges.curve} />}</Cell>
    </div>
  )
})

function Cell({
  children,
  className,
  title,
}: {
  children?: React.ReactNode
  className?: string
  title?: string
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual
    <span role="cell" className={className} title={title}>
      {children}
    </span>
  )
}

/** The preset has its own place; here stands what was tried. */
function SettingsOf({ run, varying }: { run: RunRecord; varying: ReadonlySet<string> }) {
  const differences = useMemo(() => {
    const own = diffSettings(defaultTrainConfig(), run.config).filter(({ path }) => path !== 'preset')
    return own.sort((a, b) => Number(varying.has(b.path)) - Number(varying.has(a.path)))
  }, [run.config, varying])
  return <SettingChips differences={differences} />
}

function dataText(run: RunRecord, figures: RunFigures | null): string {
  const boxes = figures?.numBoxes == null ? '' : ` · ${groupedText(figures.numBoxes)}`
  const marks =
    run.numHardNegatives > 0
      ? ` ${t('· {{numHardNegatives}} hn', { numHardNegatives: run.numHardNegatives })}`
      : ''
  return `${groupedText(run.numTrain)}${boxes}${marks}`
}

function dataTitle(run: RunRecord, figures: RunFigures | null): string {
  if (run.origin !== 'trained')
    return t('Predictions on {{numVal}} validation pictures', { numVal: run.numVal })
  const boxes =
    figures?.numBoxes == null ? t('boxes not known') : t('{{numBoxes}} boxes', { numBoxes: figures.numBoxes })
  return t(
    '{{numTrain}} pictures to learn from with {{boxes}}, {{numVal}} to check on, {{numHardNegatives}} hard negatives',
    { numTrain: run.numTrain, boxes, numVal: run.numVal, numHardNegatives: run.numHardNegatives },
  )
}

/** From which score on the figures are taken. */
function whereTitle(figures: RunFigures | null): string | undefined {
  if (figures === null || figures.threshold === null) return undefined
  const from = figureText(figures.threshold)
  return figures.isKept
    ? t('From {{from}} on, kept with the run, perhaps by class', { from })
    : t('From {{from}} on, its best F1', { from })
}

/** The place is held where there is no mark, so that the numbers stand under each other. */
function Kept({ figures }: { figures: RunFigures | null }) {
  return (
    <span className="runs-kept" data-kept={figures?.isKept === true}>
      *
    </span>
  )
}

function numberOf(value: number | null | undefined, digits: number, isLoading: boolean): string {
  if (value === null || value === undefined) return isLoading ? '…' : '–'
  return value.toFixed(digits)
}
