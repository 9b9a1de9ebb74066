import { Chip } from '../components/Chip'
import type { AnnotatorController } from './controller'
import { useController } from './useController'
import { toImage } from './viewport'

/** Zoom, and where on the picture the pointer is. */
export function ViewReadout({ controller }: { controller: AnnotatorController }) {
  const percent = useController(controller, (c) => Math.round(c.view.scale * 100))
  const place = useController(controller, pointerPlace)
  return (
    <div className="view-readout">
      <Chip floating testId="zoom">
        {percent} %
      </Chip>
      {place !== null && (
        <Chip floating testId="pointer-place">
          {place}
        </Chip>
      )}
    </div>
  )
}

function pointerPlace({ state, view }: AnnotatorController): string | null {
  if ((state.at !== 'idle' && state.at !== 'drawing') || state.pointer === null) return null
  const { x, y } = toImage(view, state.pointer)
  return `${Math.floor(x)}, ${Math.floor(y)}`
}
