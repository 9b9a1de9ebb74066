import type { Tone } from '../../state/studio/tone'
import { toneTable } from './toneCurve'

/** The filter that the picture is shown through; the style sheet names it by its id. */
export function ToneFilter({ tone }: { tone: Tone }) {
  const tableValues = toneTable(tone)
  return (
    <svg className="tone-filter" aria-hidden="true">
      <filter id="picture-tone" colorInterpolationFilters="sRGB">
        <feComponentTransfer>
          <feFuncR type="table" tableValues={tableValues} />
          <feFuncG type="table" tableValues={tableValues} />
          <feFuncB type="table" tableValues={tableValues} />
        </feComponentTransfer>
      </filter>
    </svg>
  )
}
