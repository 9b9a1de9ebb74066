import type { Handlers } from '../../shared/ipc/contract'
import { callNames } from '../../shared/ipc/names'
import { StudioError } from '../../shared/result'
import type { Services } from '../app/services'
import { appHandlers } from './app'

/** Every call of the contract, area by area. */
export function createHandlers(services: Services): Handlers {
  const closed = Object.fromEntries(
    callNames.map((name) => [
      name,
      async () => {
        throw new StudioError('no-project', 'no project is open', 'Open a folder of pictures.')
      },
    ]),
  ) as unknown as Handlers
  return {
    ...closed,
    ...appHandlers(services),
    'project.recent': async () => services.recent.list(),
    'project.forgetRecent': async ({ id }) => services.recent.forget(id),
    'project.current': async () => null,
    'training.current': async () => null,
  }
}
