import { InvalidArgumentError } from 'commander'
import { GroupRule } from '../../../shared/project/schema'
import { DEFAULT_RATIOS } from '../../project/splitRule'
import { deal } from '../../project/splitService'
import { readInteger, readRatios } from '../optionReaders'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const splitCommand = defineCommand({
  name: 'split',
  declare: (command) =>
    command
      .description('Deals the pictures into train, val and test; what belongs together stays together.')
      .argument('<project>', 'project folder')
      .option('--ratios <train/val/test>', 'shares', readRatios, DEFAULT_RATIOS)
      .option('--seed <n>', 'another seed deals another way', readInteger, 1)
      .option('--group-by <rules>', `what belongs together, of ${GroupRule.options.join(',')}`, readRules, [
        'near-duplicates',
        'copies',
      ] as const)
      .option('--only-new', 'pictures that have a split keep it'),
  run: ([folder], options) =>
    withProject(folder, (project) =>
      deal(project, {
        ratios: options.ratios as ReturnType<typeof readRatios>,
        seed: options.seed as number,
        groupBy: options.groupBy as GroupRule[],
        onlyNew: options.onlyNew === true,
      }),
    ),
  describe: ({ train, val, test, groups, leakScore }) =>
    `${train} train, ${val} val, ${test} test, in ${groups} groups; leak score ${leakScore.toFixed(3)}.`,
})

/** `video,folder`; `none` for pictures that each stand alone. */
function readRules(text: string): GroupRule[] {
  if (text === 'none') return []
  return text.split(',').map((word) => {
    const rule = GroupRule.safeParse(word.trim())
    if (!rule.success)
      throw new InvalidArgumentError(`It has to be of ${GroupRule.options.join(', ')}, or none.`)
    return rule.data
  })
}
