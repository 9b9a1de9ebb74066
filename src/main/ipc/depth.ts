import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { depthRule, keepDepthWindow, ownDepthWindow, setDepthRule } from '../project/depthRule'

type DepthHandlers = Pick<Handlers, Extract<keyof Handlers, `depth.${string}`>>

/** How 16-bit pictures are shown and learnt from. */
export function depthHandlers({ session }: Services): DepthHandlers {
  const project = () => session.require().project
  return {
    'depth.read': async ({ imageId }) => ({
      rule: depthRule(project()),
      own: ownDepthWindow(project(), imageId),
    }),
    'depth.keepWindow': async ({ imageId, window }) => {
      // A picture that is not of this project gets none.
      project().readImage(imageId)
      keepDepthWindow(project(), imageId, window)
      return {}
    },
    'depth.setRule': async ({ rule }) => {
      setDepthRule(project(), rule)
      return {}
    },
  }
}
