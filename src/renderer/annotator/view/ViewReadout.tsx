import { Chip } from '../../components/Chip'
import type { AnnotatorController } from '../controller'
import { useController } from '../useController'
import { toImage } from './viewport'

interface ViewReadoutProps {
  controller: AnnotatorController
  /** What the picture's pixels hold, where they hold more than is seen. */
  valueAt?: ((x: number, y: number) => string | null) | undefined
}

/** Zoom, where on the picture the pointer is, and what a 16-bit picture holds there. */
export function ViewReadout({ controller, valueAt }: ViewReadoutProps) {
  const percent = useController(controller, (c) => Math.round(c.view.scale * 100))
  const place = useController(controller, pointerPlace)
  const value = useController(controller, (c) => {
    const at = pointerAt(c)
    return at === null ? null : (valueAt?.(at.x, at.y) ?? null)
  })
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
      {value !== null && (
        <Chip floating testId="pixel-value">
          {value}
        </Chip>
      )}
    </div>
  )
}

function pointerPlace(controller: AnnotatorController): string | null {
  const at = pointerAt(controller)
  return at === null ? null : `${Math.floor(at.x)}, ${Math.floor(at.y)}`
}

function pointerAt({ state, view }: AnnotatorController): { x: number; y: number } | null {
  if ((state.at !== 'idle' && state.at !== 'drawing') || state.pointer === null) return null
  return toImage(view, state.pointer)
}
