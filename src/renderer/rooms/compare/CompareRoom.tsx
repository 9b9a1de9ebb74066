import { Import } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../components/Button'
import { Segmented } from '../../components/Segmented'
import { t } from '../../language/t'
import { type CompareViewId, forgetFigures, showCompareView, useCompare } from '../../state/compare/compare'
import { useProject } from '../../state/project/project'
import { openPredictions } from '../../state/review/predictions'
import { openTraining } from '../../state/training/training'
import { LabelsView } from './labels/LabelsView'
import { PairView } from './pair/PairView'
import { ImportPredictions } from './predictions/ImportPredictions'
import { RunsView } from './runs/RunsView'
import { SweepView } from './sweep/SweepView'
import './CompareRoom.css'

const views: { id: CompareViewId; label: string; Component: () => React.ReactNode }[] = [
  { id: 'runs', label: 'Runs', Component: RunsView },
  { id: 'pair', label: 'Two runs', Component: PairView },
  { id: 'labels', label: 'Labels seen', Component: LabelsView },
  { id: 'sweep', label: 'Sweep', Component: SweepView },
]

/** Compare: all runs in a table, two of them box by box, the labels they saw, and sweeps over settings. */
export function CompareRoom() {
  const projectId = useProject((state) => state.summary?.id)
  const revision = useProject((state) => state.summary?.revision)
  const view = useCompare((state) => state.view)

  useEffect(() => void openTraining(projectId ?? null), [projectId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures are of the labels at a revision
  useEffect(forgetFigures, [revision])

  const { Component } = views.find(({ id }) => id === view) ?? views[0]
  return (
    <div className="compare-room">
      <header className="compare-bar">
        <Segmented
          label={t('View of the runs')}
          value={view}
          options={views.map(({ id, label }) => ({ value: id, label, testId: `compare-view-${id}` }))}
          onChange={showCompareView}
        />
        <span className="grow" />
        <span className="faint small">{t('Predictions of another detector')}</span>
        <Button data-testid="import-coco" onClick={() => void openPredictions('file')}>
          <Import aria-hidden />
          {t('COCO results…')}
        </Button>
        <Button data-testid="import-yolo" onClick={() => void openPredictions('folder')}>
          <Import aria-hidden />
          {t('YOLO folder…')}
        </Button>
      </header>
      <div className="compare-view">
        <Component />
      </div>
      <ImportPredictions />
    </div>
  )
}
