import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'
import { findPictures } from '../search/findPictures'
import { wordsInUse } from '../search/wordsInUse'

type SearchHandlers = Pick<Handlers, Extract<keyof Handlers, `search.${string}`>>

/** Seeking pictures, and what is done with many of them. */
export function searchHandlers({ session, projectChanged }: Services): SearchHandlers {
  const project = () => session.require().project
  return {
    'search.find': async (request) => findPictures(project(), request),
    'search.words': async () => wordsInUse(project()),
    'search.views': async () => project().listViews(),
    'search.setViews': async ({ views }) => {
      project().setViews(views)
      return project().listViews()
    },
    'search.setSplits': async ({ splits }) => {
      const before = project().moveToSplits(splits)
      projectChanged('images')
      return { before }
    },
  }
}
