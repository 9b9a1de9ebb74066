/** The command line as a program, with the trainer that a test has built. */
import { spawnProbe } from '../../doctor/probeProcess'
import { childProcessTrainer } from '../../trainer/processes/childProcessAdapter'
import { runInterruptible } from '../runInterruptible'

process.exitCode = await runInterruptible(process.argv.slice(2), {
  trainer: (_program, env) => childProcessTrainer(process.env.FOCAL_TEST_TRAINER ?? '', env),
  probe: spawnProbe,
})
