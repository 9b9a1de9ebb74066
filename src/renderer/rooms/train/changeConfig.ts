import type { TrainConfig } from '../../../shared/training/config/index'
import { changeConfig } from '../../state/training'

type SectionName = 'input' | 'anchors' | 'matcher' | 'optimizer' | 'schedule' | 'augment' | 'detection'

/** Changes some settings of one section of the next run. */
export function changeSection<S extends SectionName>(section: S, change: Partial<TrainConfig[S]>): void {
  changeConfig((config) => ({ ...config, [section]: { ...config[section], ...change } }))
}

/** Changes some settings of the loss of the next run. */
export function changeLoss(change: Partial<TrainConfig['loss']>): void {
  changeConfig((config) => ({ ...config, loss: { ...config.loss, ...change } }))
}
