import { describe, expect, it } from 'vitest'
import { contract } from './contract'
import { callNames, pushNames } from './names'

const keysOfKind = (kind: string) =>
  Object.entries(contract)
    .filter(([, spec]) => spec.kind === kind)
    .map(([name]) => name)
    .sort()

describe('the names the preload knows', () => {
  it('are exactly the calls of the contract', () => {
    expect([...callNames].sort()).toEqual(keysOfKind('call'))
  })

  it('are exactly the pushes of the contract', () => {
    expect([...pushNames].sort()).toEqual(keysOfKind('push'))
  })
})

it('a list of searches has no two with the same id', () => {
  const view = { name: 'a', query: '', sort: { by: 'path', descending: false } }
  const list = (...ids: string[]) => ({ views: ids.map((id) => ({ ...view, id })) })
  const { input } = contract['search.setViews']
  expect([list(), list('a', 'b'), list('a', 'a')].map((views) => input.safeParse(views).success)).toEqual([
    true,
    true,
    false,
  ])
})
