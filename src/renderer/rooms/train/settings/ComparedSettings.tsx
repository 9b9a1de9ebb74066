import { useMemo } from 'react'
import type { RunId } from '../../../../shared/ids'
import { defaultTrainConfig, type TrainConfig } from '../../../../shared/training/config/index'
import { diffSettings } from '../../../../shared/training/settings'
import { Select } from '../../../components/Select'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
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
    <section className="compared" aria-label={t('Settings that differ')}>
      <div className="compared-head">
        <span className="compared-count" data-testid="num-differences">
          {differences.length === 0
            ? t('Same as')
            : t('{{differences}} not as in', { differences: countText(differences.length, 'setting') })}
        </span>
        {runs.length === 0 ? (
          <span>{t('the defaults')}</span>
        ) : (
          <Select
            label={t('Compare with')}
            testId="compare-with"
            value={run?.id ?? 'defaults'}
            options={[
              { value: 'defaults', label: t('the defaults') },
              ...runs.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => useSettings.setState({ base: value as 'defaults' | RunId })}
          />
        )}
      </div>
      {differences.length > 0 && (
        <DiffChips differences={differences} baseName={run?.name ?? t('the defaults')} />
      )}
    </section>
  )
}
