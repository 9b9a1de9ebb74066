import type { SweepView } from '../../../../shared/sweep/schema'
import { settingName, valueText } from '../../../language/settingWords'
import { t } from '../../../language/t'
import { setCurrent, showCompareView } from '../../../state/compare/compare'
import { useTraining } from '../../../state/training/training'

/** Every run of the sweep in its order: done, in progress, still to come. */
export function SweepPlaces({ sweep }: { sweep: SweepView }) {
  const runs = useTraining((state) => state.runs)
  return (
    <details className="sweep-places" open={sweep.isActive}>
      <summary>{t('All {{places}} runs', { places: sweep.places.length })}</summary>
      <ol>
        {sweep.places.map(({ settings, seed, runId, status }) => {
          const name = runs.find(({ id }) => id === runId)?.name
          const words = Object.entries(settings).map(
            ([path, value]) => `${settingName(path)} ${valueText(path, value)}`,
          )
          return (
            <li key={`${JSON.stringify(settings)} ${seed}`} data-status={status ?? 'waiting'}>
              <span className="grow ellipsis">{[...words, t('seed {{seed}}', { seed })].join(t(', '))}</span>
              {runId !== null && name !== undefined && (
                <button
                  type="button"
                  className="sweep-run"
                  onClick={() => {
                    setCurrent(runId)
                    showCompareView('runs')
                  }}
                >
                  {name}
                </button>
              )}
              <span className="muted">{status ?? t('waiting')}</span>
            </li>
          )
        })}
      </ol>
    </details>
  )
}
