import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { changeEdit } from '../project/classes'
import { classUse, previewChange } from '../project/classPreview'

type ClassHandlers = Pick<Handlers, Extract<keyof Handlers, `classes.${string}`>>

/** Classes: what hangs on them, and changes that are computed here because they reach every picture. */
export function classHandlers({ session }: Services): ClassHandlers {
  const project = () => session.require().project
  return {
    'classes.use': async () => classUse(project()),
    'classes.preview': async (change) => previewChange(project(), change),
    'classes.change': async (change) => {
      const edit = changeEdit(project(), change)
      return { edit, ack: project().commit(edit, 'do') }
    },
  }
}
