/**
 * A robot labels while trainings run and the robot and its trainers are killed at random; prints edits acknowledged,
 * lost and written without a word, memory slope, handles, and the size of the database. Ends with 1 where an
 * acknowledged edit was lost, the robot ended by itself or a trainer outlived it. No build is needed:
 *   node bench/soak.mjs [--minutes 120] [--seed 1] [--lives 20,180]
 * A life of the robot lasts between so many seconds; the slope of memory wants long ones.
 */
import { spawnSync } from 'node:child_process'
import { withBuilt } from './withBuilt.mjs'

await withBuilt('src/main/trainer/worker/index.ts', (trainer) =>
  withBuilt('src/main/trainer/testing/soakRobot.ts', (robot) =>
    withBuilt('src/main/trainer/testing/soak.ts', (program) => {
      const options = [...process.argv.slice(2), '--robot', robot, '--trainer', trainer]
      const { status } = spawnSync(process.execPath, [program, ...options], {
        stdio: 'inherit',
        env: { TF_CPP_MIN_LOG_LEVEL: '2', ...process.env },
      })
      process.exitCode = status ?? 1
    }),
  ),
)
