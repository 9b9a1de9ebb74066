import type { CliCommand } from '../types'
import { compareCommand } from './compare'
import { depthCommand } from './depth'
import { doctorCommand } from './doctor'
import { errorsCommand } from './errors'
import { evaluateCommand } from './evaluate'
import { exportCommand } from './export'
import { exportModelCommand } from './exportModel'
import { foldsCommand } from './folds'
import { importCommand } from './import'
import { importPredictionsCommand } from './importPredictions'
import { newCommand } from './new'
import { predictCommand } from './predict'
import { prelabelCommand } from './prelabel'
import { reviewCommand } from './review'
import { runsCommand } from './runs'
import { scoreCommand } from './score'
import { selfcheckCommand } from './selfcheck'
import { splitCommand } from './split'
import { statsCommand } from './stats'
import { suspectsCommand } from './suspects'
import { sweepCommand } from './sweep'
import { trainCommand } from './train'
import { verifyCommand } from './verify'

/** Every command, in the order of the help. */
export const commands: readonly CliCommand[] = [
  newCommand,
  importCommand,
  importPredictionsCommand,
  statsCommand,
  splitCommand,
  depthCommand,
  trainCommand,
  sweepCommand,
  runsCommand,
  evaluateCommand,
  compareCommand,
  errorsCommand,
  reviewCommand,
  foldsCommand,
  suspectsCommand,
  predictCommand,
  prelabelCommand,
  exportCommand,
  exportModelCommand,
  scoreCommand,
  selfcheckCommand,
  verifyCommand,
  doctorCommand,
]
