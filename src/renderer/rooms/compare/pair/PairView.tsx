import { ArrowLeftRight, GitCompareArrows } from 'lucide-react'
import { useEffect } from 'react'
import type { Split } from '../../../../shared/annotation/schema'
import type { RunId } from '../../../../shared/ids'
import type { RunRecord } from '../../../../shared/training/run'
import { runAction } from '../../../actions/runAction'
import { EmptyState } from '../../../components/EmptyState'
import { ErrorNotice } from '../../../components/ErrorNotice'
import { IconButton } from '../../../components/IconButton'
import { Segmented } from '../../../components/Segmented'
import { Select } from '../../../components/Select'
import { t } from '../../../language/t'
import { comparePair, openedChange, usePair } from '../../../state/compare/comparePair'
import { useTraining } from '../../../state/training/training'
import { swapRuns } from '../actions/swapRuns'
import { ChangeColumns } from './ChangeColumns'
import { PairCanvas } from './PairCanvas'
import { PairSummary } from './PairSummary'
import './PairView.css'

/** Two runs: in what they differ, and box by box what became better and worse. */
export function PairView() {
  const runs = useTraining((state) => state.runs).filter((run) => run.reviewable)
  const pair = usePair()
  const { report, problem, isLoading } = pair
  const isThere = (id: RunId | null) => runs.some((run) => run.id === id)
  const [newest, before] = runs
  // The last two runs, until others are chosen: "did it get better" is the first question.
  const needsChoice = !isThere(pair.a) || !isThere(pair.b)
  useEffect(() => {
    if (needsChoice && newest !== undefined && before !== undefined) void comparePair(before.id, newest.id)
  }, [needsChoice, newest, before])

  if (before === undefined) {
    return (
      <section className="compare-main" aria-label={t('Two runs')}>
        <EmptyState icon={GitCompareArrows} title={t('Two runs are needed')} testId="pair-nothing">
          {t('Train once more, or import the predictions of another detector with the buttons above.')}
        </EmptyState>
      </section>
    )
  }
  const change = openedChange(pair)
  return (
    <div className="pair-view">
      <PairBar runs={runs} />
      <div className="pair-body">
        {report !== null && <PairSummary report={report} />}
        <section className="compare-main" aria-label={t('Box by box')}>
          {problem !== null && <ErrorNotice error={problem} />}
          {isLoading && <p className="compare-loading">{t('Comparing box by box…')}</p>}
          {report !== null && change !== null && <PairCanvas report={report} change={change} />}
          {report !== null && change === null && <ChangeColumns report={report} />}
        </section>
      </div>
    </div>
  )
}

const splits: { value: Split; label: string }[] = [
  { value: 'val', label: 'Validation' },
  { value: 'test', label: 'Test' },
]

function PairBar({ runs }: { runs: readonly RunRecord[] }) {
  const { a, b, split } = usePair()
  const options = runs.map(({ id, name, origin }) => ({
    value: id,
    label: origin === 'trained' ? name : `${name} (${origin === 'imported' ? 'imported' : 'k-fold'})`,
  }))
  const choose = (first: RunId | null, second: RunId | null) => {
    if (first !== null && second !== null) void comparePair(first, second)
  }
  return (
    <header className="pair-bar">
      <span className="pair-letter">A</span>
      <Select
        label={t('Run A')}
        testId="pair-a"
        value={a ?? ''}
        options={options}
        onChange={(id) => choose(id as RunId, b)}
      />
      <IconButton
        icon={ArrowLeftRight}
        label={t('Swap the two')}
        action={swapRuns}
        onClick={() => runAction(swapRuns)}
      />
      <span className="pair-letter">B</span>
      <Select
        label={t('Run B')}
        testId="pair-b"
        value={b ?? ''}
        options={options}
        onChange={(id) => choose(a, id as RunId)}
      />
      <span className="grow" />
      <Segmented
        label={t('Pictures')}
        value={split}
        options={splits}
        onChange={(value) => a !== null && b !== null && void comparePair(a, b, value)}
      />
    </header>
  )
}
