import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { RunFigures } from '../../../../shared/compare/schema'
import type { RunId } from '../../../../shared/ids'
import type { RunRecord } from '../../../../shared/training/run'
import { diffSettings } from '../../../../shared/training/settings'
import { intervalRange } from '../../../charts/intervalRange'
import { localText, t } from '../../../language/t'
import { figuresOf, type SortKey, sortBy, useCompare } from '../../../state/compare/compare'
import { useTraining } from '../../../state/training/training'
import { RunRow, type TableRanges } from './RunRow'
import './RunsTable.css'

const ROW_HEIGHT = 36

const columns: { key: SortKey | null; label: string; title?: string }[] = [
  { key: null, label: '' },
  { key: 'name', label: 'Run' },
  { key: 'started', label: 'Started' },
  { key: 'took', label: 'Took' },
  { key: 'preset', label: 'Preset' },
  { key: null, label: 'Settings', title: 'In what they differ from the defaults' },
  { key: 'data', label: 'Data', title: 'Pictures and boxes that it learnt from, and hard negatives' },
  { key: 'AP', label: 'AP', title: 'On validation, with the interval of 95 % of resampled pictures' },
  { key: 'AP50', label: 'AP50', title: 'On validation, with the interval of 95 % of resampled pictures' },
  {
    key: 'fpPerImage',
    label: 'FP/picture',
    title: 'False positives a picture, at the thresholds kept with the run (marked *) or else at its best F1',
  },
  {
    key: 'recall',
    label: 'Recall',
    title: 'At the thresholds kept with the run (marked *) or else at its best F1',
  },
  { key: null, label: 'AP curve', title: 'AP on validation after each epoch' },
]

/** Runs as rows; a press on a column's name sorts by it. */
export function RunsTable({ runs, currentId }: { runs: readonly RunRecord[]; currentId: RunId }) {
  const scroller = useRef<HTMLDivElement>(null)
  const compare = useCompare()
  const virtual = useVirtualizer({
    count: runs.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 8,
  })
  const at = runs.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])
  const figures = runs.flatMap(({ id }) => figuresOf(compare, id) ?? [])
  const ranges = rangesOf(figures)
  const varying = useVarying()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's own elements cannot be virtual rows
    <div
      ref={scroller}
      className="runs-table"
      role="table"
      aria-label={t('Runs')}
      aria-rowcount={runs.length + 1}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className="runs-head" role="row" aria-rowindex={1} tabIndex={-1}>
        {columns.map(({ key, label, title }, i) => (
          <HeadCell
            key={label || `column ${i}`}
            sortKey={key}
            label={localText(label)}
            title={localText(title)}
          />
        ))}
      </div>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <RunRow
            key={runs[index].id}
            run={runs[index]}
            figures={figuresOf(compare, runs[index].id)}
            ranges={ranges}
            varying={varying}
            index={index}
            top={start}
            isCurrent={runs[index].id === currentId}
            isChosen={compare.chosen.includes(runs[index].id)}
            isRenaming={compare.renamingId === runs[index].id}
          />
        ))}
      </div>
    </div>
  )
}

/** Settings, but for the seed, that are not the same in all runs. */
function useVarying(): ReadonlySet<string> {
  const runs = useTraining((state) => state.runs)
  return useMemo(() => {
    const [first, ...others] = runs.filter(({ origin }) => origin === 'trained')
    if (first === undefined) return new Set<string>()
    const paths = others.flatMap(({ config }) => diffSettings(first.config, config).map(({ path }) => path))
    return new Set(paths.filter((path) => path !== 'seed'))
  }, [runs])
}

function HeadCell({
  sortKey,
  label,
  title,
}: {
  sortKey: SortKey | null
  label: string
  title: string | undefined
}) {
  const sort = useCompare((state) => state.sort)
  const isSorted = sortKey !== null && sort.key === sortKey
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the table
    <span
      role="columnheader"
      tabIndex={-1}
      title={localText(title)}
      aria-sort={isSorted ? (sort.isRising ? 'ascending' : 'descending') : undefined}
    >
      {sortKey === null ? (
        localText(label)
      ) : (
        <button type="button" data-testid={`sort-${sortKey}`} onClick={() => sortBy(sortKey)}>
          {localText(label)}
          {isSorted && (sort.isRising ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />)}
        </button>
      )}
    </span>
  )
}

function rangesOf(figures: readonly RunFigures[]): TableRanges {
  return {
    AP: intervalRange(figures.map(({ AP }) => AP)),
    AP50: intervalRange(figures.map(({ AP50 }) => AP50)),
    curve: Math.max(0, ...figures.flatMap(({ curve }) => curve.flatMap((value) => value ?? []))),
  }
}
