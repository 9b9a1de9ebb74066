import type { CliCommand } from '../types'
import { doctorCommand } from './doctor'
import { errorsCommand } from './errors'
import { evaluateCommand } from './evaluate'
import { exportModelCommand } from './exportModel'
import { importCommand } from './import'
import { newCommand } from './new'
import { predictCommand } from './predict'
import { prelabelCommand } from './prelabel'
import { reviewCommand } from './review'
import { runsCommand } from './runs'
import { scoreCommand } from './score'
import { selfcheckCommand } from './selfcheck'
import { splitCommand } from './split'
import { statsCommand } from './stats'
import { sweepCommand } from './sweep'
import { trainCommand } from './train'
import { verifyCommand } from './verify'

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [
  newCommand,
  importCommand,
  statsCommand,
  splitCommand,
  trainCommand,
  sweepCommand,
  runsCommand,
  evaluateCommand,
  errorsCommand,
  reviewCommand,
  predictCommand,
  prelabelCommand,
  exportModelCommand,
  scoreCommand,
  selfcheckCommand,
  verifyCommand,
  doctorCommand,
]
