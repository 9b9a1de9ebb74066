import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ImageRow } from '../../../shared/annotation/schema'
import { StateDot } from './StateDot'

const dot = (part: Partial<ImageRow>) => {
  // Only what the dot looks at.
  const image = { problem: null, reviewed: false, state: 'unlabelled', ...part } as ImageRow
  return renderToStaticMarkup(<StateDot image={image} />)
}

const all = {
  unlabelled: dot({}),
  labelled: dot({ state: 'labelled' }),
  reviewed: dot({ state: 'labelled', reviewed: true }),
  empty: dot({ state: 'reviewed-empty', reviewed: true }),
  broken: dot({ problem: 'damaged' }),
}

describe('StateDot', () => {
  it('has a shape of its own for every state, so that colour is not needed', () => {
    const shapes = Object.values(all).map((html) =>
      html.replace(/class="[^"]*"|aria-label="[^"]*"|<title>.*?<\/title>|data-state="[^"]*"/g, ''),
    )
    expect(new Set(shapes).size).toBe(5)
  })

  it('says the state in words', () => {
    expect(Object.values(all).map((html) => /aria-label="([^"]*)"/.exec(html)?.[1])).toEqual([
      'Not labelled',
      'Labelled, not reviewed',
      'Reviewed',
      'Reviewed, no objects here',
      'Cannot be shown',
    ])
  })
})
