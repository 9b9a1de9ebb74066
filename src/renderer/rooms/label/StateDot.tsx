import type { ImageRow } from '../../../shared/annotation/schema'
import { localText } from '../../language/t'
import './StateDot.css'

interface Look {
  word: string
  className: string
  shape: 'disc' | 'struck' | 'half' | 'ring' | 'cross'
}

const looks = {
  broken: { word: 'Cannot be shown', className: 'state-bad', shape: 'cross' },
  reviewed: { word: 'Reviewed', className: 'state-good', shape: 'disc' },
  empty: { word: 'Reviewed, no objects here', className: 'state-good', shape: 'struck' },
  labelled: { word: 'Labelled, not reviewed', className: 'state-open', shape: 'half' },
  unlabelled: { word: 'Not labelled', className: 'state-none', shape: 'ring' },
} as const satisfies Record<string, Look>

/** The state of a picture; its shape tells it without the colour. */
export function StateDot({ image }: { image: ImageRow }) {
  const { word, className, shape } = lookOf(image)
  return (
    <svg
      className={`state-dot ${className}`}
      viewBox="0 0 12 12"
      role="img"
      data-state={shape}
      aria-label={localText(word)}
    >
      <title>{localText(word)}</title>
      {shape === 'disc' && <circle cx="6" cy="6" r="4" fill="currentColor" />}
      {shape === 'ring' && <circle cx="6" cy="6" r="3.25" />}
      {shape === 'half' && (
        <>
          <circle cx="6" cy="6" r="3.25" />
          <path d="M6 2.75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" stroke="none" />
        </>
      )}
      {shape === 'struck' && (
        <>
          <circle cx="6" cy="6" r="3.25" />
          <path d="M2 10 10 2" />
        </>
      )}
      {shape === 'cross' && <path d="M3 3l6 6M9 3l-6 6" />}
    </svg>
  )
}

function lookOf(image: ImageRow): Look {
  if (image.problem !== null) return looks.broken
  if (image.state === 'reviewed-empty') return looks.empty
  if (image.state === 'unlabelled') return looks.unlabelled
  return image.reviewed ? looks.reviewed : looks.labelled
}
