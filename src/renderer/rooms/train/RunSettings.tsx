import { ClipboardPaste } from 'lucide-react'
import { useMemo, useState } from 'react'
import { defaultTrainConfig } from '../../../shared/training/config/index'
import type { RunRecord } from '../../../shared/training/run'
import { diffSettings } from '../../../shared/training/settings'
import { Button } from '../../components/Button'
import { Select } from '../../components/Select'
import { t } from '../../language/t'
import { adopt } from '../../state/training/settings'
import { selectRun, useTraining } from '../../state/training/training'
import { DiffChips } from './settings/DiffChips'

/** In what a run's settings differ from the defaults or another run's, and the way to use them again. */
export function RunSettings({ run }: { run: RunRecord }) {
  const runs = useTraining((state) => state.runs)
  const [baseId, setBaseId] = useState('defaults')
  const base = runs.find(({ id }) => id === baseId)
  const differences = useMemo(
    () => diffSettings(base?.config ?? defaultTrainConfig(), run.config),
    [base, run],
  )
  const others = runs.filter(({ id }) => id !== run.id)
  return (
    <section className="run-settings" aria-label={t('Settings of this run')} data-testid="run-settings">
      <div className="run-settings-head">
        <h2>{t('Settings')}</h2>
        <Select
          label={t('Compare with')}
          value={base?.id ?? 'defaults'}
          options={[
            { value: 'defaults', label: t('beside the defaults') },
            ...others.map(({ id, name }) => ({ value: id, label: t('beside {{name}}', { name }) })),
          ]}
          onChange={setBaseId}
        />
        <span className="grow" />
        <Button
          data-testid="use-run-settings"
          onClick={() => {
            adopt(t('Settings of {{name}}', { name: run.name }), run.config)
            selectRun('next')
          }}
        >
          <ClipboardPaste aria-hidden />
          {t('Use these settings')}
        </Button>
      </div>
      {differences.length === 0 ? (
        <p className="muted">{t('The same in every setting.')}</p>
      ) : (
        <DiffChips differences={differences} baseName={base?.name ?? t('the defaults')} most={24} />
      )}
    </section>
  )
}
