import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { paceOf } from '../project/pace'

type EditHandlers = Pick<Handlers, Extract<keyof Handlers, `edits.${string}`>>

/** Changes by the person, each on disk before it is acknowledged. */
export function editHandlers({ session }: Services): EditHandlers {
  return {
    'edits.commit': async ({ edit, kind }) => session.require().project.commit(edit, kind),
    'edits.history': async () => session.require().project.journal(),
    'edits.pace': async () => paceOf(session.require().project, Date.now()),
  }
}
