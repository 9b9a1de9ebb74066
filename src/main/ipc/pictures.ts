import { join } from 'node:path'
import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { importInto } from '../project/importService'
import { pastePicture } from '../project/pasted'
import { takeFrames } from '../video/takeFrames'

type PictureHandlers = Pick<Handlers, Extract<keyof Handlers, `pictures.${string}`>>

/** In the project's folder: a folder for each clip. */
const FRAMES_FOLDER = 'frames'

/** Pictures from the clipboard and out of videos. */
export function pictureHandlers(services: Services): PictureHandlers {
  const { session, jobs, videos, askForPath, projectChanged } = services
  const project = () => session.require().project
  return {
    'pictures.paste': async ({ png }) => {
      const imageId = await pastePicture(project(), Buffer.from(png, 'base64'), Date.now())
      projectChanged('all')
      return { imageId }
    },
    'pictures.chooseVideo': async () => {
      const path = await askForPath('project.import.video')
      return path === null ? null : videos.offer(path)
    },
    'pictures.droppedVideo': async () => {
      const path = videos.takeDropped()
      return path === null ? null : videos.offer(path)
    },
    'pictures.takeFrames': async ({ id, ...range }) => {
      const open = project()
      const { path, info, ffmpeg } = videos.chosen(id)
      const into = join(open.folder, FRAMES_FOLDER)
      const folder = await jobs.run(`Frames of ${info.name}`, ({ signal, report }) =>
        takeFrames(range, { ffmpeg, path, size: info, into, signal, onProgress: report }),
      )
      const taken = await jobs.run('Importing frames', ({ signal, report }) =>
        importInto(open, folder, { signal, onProgress: report }),
      )
      projectChanged('all')
      return taken
    },
  }
}
