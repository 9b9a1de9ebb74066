import type { ImageId } from '../../shared/ids'
import type { FactName, SearchFacts } from '../../shared/search/facts'
import type { SearchRequest } from '../../shared/search/schema'
import { proposalOverview } from '../proposals/overview'
import { foundFacts } from './foundFacts'
import { chosenRun, errorFacts, suspectFacts } from './runFacts'
import type { SearchIndex } from './searchIndex'
import type { SearchProject } from './searchProject'

/** What a search looks at; of runs and proposals only what it needs. */
export async function searchFacts(
  project: SearchProject,
  index: SearchIndex,
  needs: ReadonlySet<FactName>,
  { runId, includeTest }: Pick<SearchRequest, 'runId' | 'includeTest'>,
): Promise<SearchFacts> {
  const { ids: _ids, places, ...pictures } = index.pictures
  const run = needs.size === 0 ? null : chosenRun(project, runId)
  const found = run !== null && needs.has('found') ? await foundFacts(project, run.id, index) : null
  const proposals = needs.has('proposals') ? proposalOverview(project) : { waiting: [], teaching: [] }
  const placed = <T>(entries: Iterable<readonly [ImageId, T]>) => {
    const byPlace = new Map<number, T>()
    for (const [imageId, value] of entries) {
      const place = places.get(imageId)
      if (place !== undefined) byPlace.set(place, value)
    }
    return byPlace
  }
  return {
    ...pictures,
    numPictures: index.pictures.ids.length,
    classes: [...index.classes.map(({ name }) => name), ...(found?.extra ?? [])],
    boxes: index.boxes,
    found: found?.columns ?? null,
    errors: run !== null && needs.has('errors') ? placed(errorFacts(project, run.id, includeTest)) : null,
    suspects: run !== null && needs.has('suspects') ? placed(suspectFacts(project, run, includeTest)) : null,
    waiting: placed(proposals.waiting.map(({ imageId, count }) => [imageId, count] as const)),
    teaching: placed(proposals.teaching.map((imageId, place) => [imageId, place] as const)),
  }
}
