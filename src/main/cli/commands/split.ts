import { deal } from '../../project/splitService'
import { readInteger, readRatios } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const splitCommand = defineCommand({
  name: 'split',
  declare: (command) =>
    command
      .description('Deals the pictures into train, val and test; near-duplicates stay together.')
      .argument('<project>', 'project folder')
      .option('--ratios <train/val/test>', 'shares', readRatios, { train: 0.7, val: 0.15, test: 0.15 })
      .option('--seed <n>', 'another seed deals another way', readInteger, 1),
  run: ([folder], options) =>
    withProject(folder, (project) =>
      deal(project, {
        ratios: options.ratios as ReturnType<typeof readRatios>,
        seed: options.seed as number,
      }),
    ),
  describe: ({ train, val, test, groups, leakScore }) =>
    `${train} train, ${val} val, ${test} test, in ${groups} groups; leak score ${leakScore.toFixed(3)}.`,
})
