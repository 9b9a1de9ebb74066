import { resolve } from 'node:path'
import { selfcheck } from '../../selfcheck/selfcheck'
import { defineCommand } from '../types'

export const selfcheckCommand = defineCommand({
  name: 'selfcheck',
  declare: (command) =>
    command
      .description('Runs the detection maths over golden files; exits with 1 where a case is off.')
      .argument('<goldens>', 'folder of golden files'),
  run: async ([folder]) => ({ files: await selfcheck(resolve(folder)) }),
  describe: ({ files }) =>
    files
      .map(
        (row) =>
          `${row.failed === 0 ? 'ok  ' : 'OFF '} ${row.file} ${row.kind}: ${row.cases} cases, ${row.failed} off, ` +
          `largest error ${row.maxAbsError.toExponential(1)} (relative ${row.maxRelError.toExponential(1)})`,
      )
      .join('\n'),
  isFailure: ({ files }) => files.some(({ failed }) => failed > 0),
})
