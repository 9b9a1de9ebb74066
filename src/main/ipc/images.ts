import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { pictureFirst } from '../images/pictureFirst'

type ImageHandlers = Pick<Handlers, Extract<keyof Handlers, `images.${string}`>>

/** What is on the pictures. */
export function imageHandlers({ session }: Services): ImageHandlers {
  return {
    'images.list': async () => {
      // The list asks for its thumbnails before the canvas asks for its picture.
      pictureFirst.noteAsked()
      const { project } = session.require()
      return { packed: project.packedImages(), boxCounts: project.boxCounts() }
    },
    'images.first': async () => {
      pictureFirst.noteAsked()
      const { project } = session.require()
      return { ...project.firstImages(), boxCounts: project.boxCounts() }
    },
    'images.read': async ({ imageId }) => session.require().project.readImage(imageId),
    'images.attributesInUse': async () => session.require().project.attributesInUse(),
  }
}
