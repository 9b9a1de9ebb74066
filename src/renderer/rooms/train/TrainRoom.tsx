import { useEffect } from 'react'
import { t } from '../../language/t'
import { useProject } from '../../state/project/project'
import { loadPlan, openTraining, useTraining } from '../../state/training/training'
import { NextRun } from './NextRun'
import { RunsPanel } from './RunsPanel'
import { RunView } from './RunView'
import { SettingsPanel } from './settings/SettingsPanel'
import './TrainRoom.css'

/** Train: earlier runs on the left, the run (or what pressing Train will do) in the middle, settings on the right. */
export function TrainRoom() {
  const projectId = useProject((state) => state.summary?.id)
  const allRuns = useTraining((state) => state.runs)
  const progress = useTraining((state) => state.progress)
  const selectedRunId = useTraining((state) => state.selectedRunId)

  useEffect(() => {
    void openTraining(projectId ?? null)
    // It keeps main busy for longer than all other calls of a room: only this one asks for it.
    if (projectId !== undefined) void loadPlan()
  }, [projectId])

  // Predictions of other detectors have no training to look at; Compare shows them.
  const runs = allRuns.filter(({ origin }) => origin === 'trained')
  const shownId = selectedRunId ?? progress?.runId
  const run = runs.find(({ id }) => id === shownId) ?? null
  return (
    <div className="train-room">
      <RunsPanel runs={runs} shownId={run?.id ?? null} />
      <section className="train-main" aria-label={t('Training')}>
        {run === null ? <NextRun /> : <RunView key={run.id} run={run} />}
      </section>
      <SettingsPanel />
    </div>
  )
}
