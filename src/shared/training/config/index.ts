import { z } from 'zod'
import { RunId } from '../../ids'
import { AnchorConfig } from './anchors'
import { AugmentConfig, SamplingConfig } from './augment'
import { lossConflicts } from './crossChecks'
import { DetectionConfig } from './detection'
import { InputConfig } from './input'
import { LossConfig } from './loss'
import { MatcherConfig } from './matcher'
import { NetworkConfig, TrunkName } from './network'
import { positive } from './numbers'
import { OptimizerConfig } from './optimizer'
import { ScheduleConfig } from './schedule'

export const Preset = z.enum(['quick', 'balanced', 'thorough'])
export type Preset = z.infer<typeof Preset>

/** Every setting of a run. Unknown keys are refused; everything has a default. */
export const TrainConfig = z
  .strictObject({
    preset: Preset.default('balanced'),
    seed: z.number().int().min(0).max(0x7fff_ffff).default(1),
    device: z.enum(['auto', 'gpu', 'cpu']).default('auto'),
    /** Stops (and keeps) after so many seconds of training; null: no limit. */
    timeLimitSeconds: positive.nullable().default(null),
    trunk: TrunkName.default('nanodetG'),
    /** Start from the COCO-trained weights, or from noise. */
    pretrained: z.boolean().default(true),
    /** Goes on from the best weights of this run instead; null: as `pretrained` says. */
    startFrom: RunId.nullable().default(null),
    network: NetworkConfig.prefault({}),
    input: InputConfig.prefault({}),
    anchors: AnchorConfig.prefault({}),
    matcher: MatcherConfig.prefault({}),
    loss: LossConfig.prefault({}),
    optimizer: OptimizerConfig.prefault({}),
    schedule: ScheduleConfig.prefault({}),
    augment: AugmentConfig.prefault({}),
    sampling: SamplingConfig.prefault({}),
    detection: DetectionConfig.prefault({}),
  })
  .superRefine(({ loss }, context) => {
    for (const { path, message } of lossConflicts(loss)) context.addIssue({ code: 'custom', path, message })
  })
export type TrainConfig = z.infer<typeof TrainConfig>
export type TrainConfigInput = z.input<typeof TrainConfig>

/** The default of every setting. */
export function defaultTrainConfig(): TrainConfig {
  return TrainConfig.parse({})
}
