import { type StartProbe, spawnProbe } from '../doctor/probeProcess'
import { childProcessTrainer } from '../trainer/processes/childProcessAdapter'
import type { StartTrainerProcess } from '../trainer/processes/trainerProcess'

/** How the command line starts the studio's other programs. */
export interface OwnPrograms {
  trainer(program: string, env: NodeJS.ProcessEnv): StartTrainerProcess
  probe: StartProbe
}

/** As children of the Node that runs the command line. */
export const nodePrograms: OwnPrograms = { trainer: childProcessTrainer, probe: spawnProbe }
