import { compileSearch, needsOf } from '../../shared/search/compile'
import { parseSearch } from '../../shared/search/parse'
import type { SearchAnswer, SearchRequest } from '../../shared/search/schema'
import { sortNamed } from '../../shared/search/sorts'
import { searchFacts } from './searchFacts'
import { searchIndex } from './searchIndex'
import type { SearchProject } from './searchProject'
import { sortPictures } from './sortPictures'

/** The pictures that a search is about, in the order that was asked for, or what is wrong with it. */
export async function findPictures(project: SearchProject, request: SearchRequest): Promise<SearchAnswer> {
  const { query, problem } = parseSearch(request.query)
  if (problem !== null) return { ids: [], problem }
  const sort = sortNamed(request.sort.by)
  const needs = needsOf(query)
  if (sort.needs !== undefined) needs.add(sort.needs)
  const index = await searchIndex(project)
  const facts = await searchFacts(project, index, needs, request)
  const compiled = compileSearch(query, facts)
  if (compiled.problem !== null) return { ids: [], problem: compiled.problem }
  const found: number[] = []
  for (let picture = 0; picture < facts.numPictures; picture++)
    if (compiled.test(picture)) found.push(picture)
  const sorted = sortPictures(found, sort.keyOf(facts), request.sort.descending)
  const { ids } = index.pictures
  return { ids: sorted.map((picture) => ids[picture] as (typeof ids)[number]), problem: null }
}
