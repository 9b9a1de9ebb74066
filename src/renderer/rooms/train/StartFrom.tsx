import type { RunId } from '../../../shared/ids'
import { figureText } from '../../../shared/text/count'
import { Select } from '../../components/Select'
import { t } from '../../language/t'
import { changeConfig, useTraining } from '../../state/training/training'

/** Whether the next run begins anew or goes on from what an earlier one learnt; nothing where there is no earlier one. */
export function StartFrom() {
  const runs = useTraining((state) => state.runs)
  const { startFrom, trunk, pretrained } = useTraining((state) => state.config)
  const able = runs.filter(
    ({ id, origin, reviewable, config }) =>
      id === startFrom || (origin === 'trained' && reviewable && config.trunk === trunk),
  )
  if (able.length === 0) return null
  return (
    <Select
      label={t('Start from')}
      testId="start-from"
      value={startFrom ?? 'anew'}
      options={[
        { value: 'anew', label: pretrained ? t('Start from COCO') : t('Start from noise') },
        ...able.map(({ id, name, val }) => ({
          value: id,
          label: t('Go on from {{name}} (AP50 {{ap50}})', { name, ap50: figureText(val?.AP50 ?? null) }),
        })),
      ]}
      onChange={(value) =>
        changeConfig((before) => ({ ...before, startFrom: value === 'anew' ? null : (value as RunId) }))
      }
    />
  )
}
