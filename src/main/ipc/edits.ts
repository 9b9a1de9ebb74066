import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'

type EditHandlers = Pick<Handlers, Extract<keyof Handlers, `edits.${string}`>>

/** Changes by the person, each on disk before it is acknowledged. */
export function editHandlers({ session }: Services): EditHandlers {
  return {
    'edits.commit': async ({ edit, kind }) => session.require().project.commit(edit, kind),
    'edits.history': async () => session.require().project.history(),
  }
}
