import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'

type SweepHandlers = Pick<Handlers, Extract<keyof Handlers, `sweep.${string}`>>

/** A grid of settings times seeds, one run after the other. */
export function sweepHandlers({ sweeps }: Services): SweepHandlers {
  return {
    'sweep.plan': async (request) => sweeps().plan(request),
    'sweep.start': async (request) => ({ id: (await sweeps().start(request)).id }),
    'sweep.list': async () => sweeps().list(),
    'sweep.resume': async ({ id }) => {
      await sweeps().resume(id)
      return {}
    },
    'sweep.pause': async ({ id }) => {
      sweeps().pause(id)
      return {}
    },
    'sweep.stop': async ({ id }) => {
      await sweeps().stop(id)
      return {}
    },
  }
}
