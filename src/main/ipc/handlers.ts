import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { appHandlers } from './app'
import { classHandlers } from './classes'
import { compareHandlers } from './compare'
import { depthHandlers } from './depth'
import { editHandlers } from './edits'
import { imageHandlers } from './images'
import { labelExportHandlers } from './labelExport'
import { labelsHandlers } from './labels'
import { modelHandlers } from './models'
import { pictureHandlers } from './pictures'
import { predictionHandlers } from './predictions'
import { projectHandlers } from './project'
import { proposalHandlers } from './proposals'
import { reviewHandlers } from './review'
import { searchHandlers } from './search'
import { sweepHandlers } from './sweep'
import { trainingHandlers } from './training'

/** Every call of the contract, area by area. */
export function createHandlers(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...projectHandlers(services),
    ...imageHandlers(services),
    ...depthHandlers(services),
    ...classHandlers(services),
    ...pictureHandlers(services),
    ...editHandlers(services),
    ...trainingHandlers(services),
    ...reviewHandlers(services),
    ...compareHandlers(services),
    ...predictionHandlers(services),
    ...sweepHandlers(services),
    ...labelsHandlers(services),
    ...labelExportHandlers(services),
    ...modelHandlers(services),
    ...proposalHandlers(services),
    ...searchHandlers(services),
  }
}
