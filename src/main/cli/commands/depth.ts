import { InvalidArgumentError } from 'commander'
import { autoDepth, DepthWindow } from '../../../shared/images/depthWindow'
import { depthRule, setDepthRule } from '../../project/depthRule'
import { defineCommand } from '../types'
import { withProject } from '../withProject'

export const depthCommand = defineCommand({
  name: 'depth',
  declare: (command) =>
    command
      .description(
        'Says or sets how 16-bit pictures become the 8 bits that a detector sees; runs that began keep theirs.',
      )
      .argument('<project>', 'project folder')
      .option('--window <low,high[,gamma]>', 'one window for all pictures, e.g. 300,4000', readWindow)
      .option('--auto', 'each picture from its 0.1 to its 99.9 percentile'),
  run: ([folder], { window, auto }) =>
    withProject(folder, async (project) => {
      if (window !== undefined) setDepthRule(project, { kind: 'fixed', window: window as DepthWindow })
      else if (auto === true) setDepthRule(project, autoDepth)
      return depthRule(project)
    }),
  describe: (rule) =>
    rule.kind === 'auto'
      ? 'Each 16-bit picture from its 0.1 to its 99.9 percentile.'
      : `All 16-bit pictures from ${rule.window.low} to ${rule.window.high}, gamma ${rule.window.gamma}.`,
})

function readWindow(text: string): DepthWindow {
  const [low, high, gamma = 1] = text.split(',').map(Number)
  const window = DepthWindow.safeParse({ low, high, gamma })
  if (!window.success)
    throw new InvalidArgumentError('Write low,high or low,high,gamma, low under high, from 0 to 65535.')
  return window.data
}
