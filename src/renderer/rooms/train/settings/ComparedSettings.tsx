import { useMemo } from 'react'
import type { RunId } from '../../../../shared/ids'
import { countText } from '../../../../shared/text/count'
import { defaultTrainConfig, type TrainConfig } from '../../../../shared/training/config/index'
import { diffSettings } from '../../../../shared/training/settings'
import { Select } from '../../../components/Select'
import { useSettings } from '../../../state/training/settings'
import { useTraining } from '../../../state/training/training'
import { DiffChips } from './DiffChips'

/** In what the settings differ from the defaults, or from those of a run. */
export function ComparedSettings({ config }: { config: TrainConfig }) {
  const runs = useTraining((state) => state.runs)
  const base = useSettings((state) => state.base)
  const run = runs.find(({ id }) => id === base)
  const differences = useMemo(
    () => diffSettings(run?.config ?? { ...defaultTrainConfig(), preset: config.preset }, config),
    [run, config],
  )
  return (
    <section className="compared" aria-label="Settings that differ">
      <div className="compared-head">
        <span className="compared-count" data-testid="num-differences">
          {differences.length === 0 ? 'Same as' : `${countText(differences.length, 'setting')} not as in`}
        </span>
        {runs.length === 0 ? (
          <span>the defaults</span>
        ) : (
          <Select
            label="Compare with"
            testId="compare-with"
            value={run?.id ?? 'defaults'}
            options={[
              { value: 'defaults', label: 'the defaults' },
              ...runs.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => useSettings.setState({ base: value as 'defaults' | RunId })}
          />
        )}
      </div>
      {differences.length > 0 && (
        <DiffChips differences={differences} baseName={run?.name ?? 'the defaults'} />
      )}
    </section>
  )
}
