import { type PointerEvent, useRef } from 'react'
import type { ImageId } from '../../../shared/ids'
import { imageUrl } from '../../../shared/ipc/images'
import { t } from '../../language/t'
import { useDepthVersion } from '../../state/labels/depthWindow'
import type { AnnotatorController } from '../controller'
import type { ImageSize } from '../types'
import { useController } from '../useController'
import './Minimap.css'

const LONGEST_PX = 148

interface MinimapProps {
  controller: AnnotatorController
  imageId: ImageId
  size: ImageSize
}

/** Where one is on the picture, while not all of it is in sight; a press or a drag goes there. */
export function Minimap({ controller, imageId, size }: MinimapProps) {
  const frame = useRef<HTMLDivElement>(null)
  // One string, so that the component renders again only when the view has moved.
  const place = useController(controller, (c) => {
    const { x1, y1, x2, y2 } = c.sight()
    return [x1, y1, x2, y2].map((value) => value.toFixed(1)).join(' ')
  })
  const [x1, y1, x2, y2] = place.split(' ').map(Number)
  const version = useDepthVersion()
  if (x1 <= 0 && y1 <= 0 && x2 >= size.width && y2 >= size.height) return null
  const scale = LONGEST_PX / Math.max(size.width, size.height)
  const [width, height] = [size.width * scale, size.height * scale]
  const [left, top] = [Math.max(0, x1 * scale), Math.max(0, y1 * scale)]
  const go = (event: PointerEvent) => {
    const bounds = frame.current?.getBoundingClientRect()
    if (bounds === undefined) return
    controller.lookAt((event.clientX - bounds.left) / scale, (event.clientY - bounds.top) / scale)
  }
  return (
    <div
      ref={frame}
      className="minimap"
      data-testid="minimap"
      title={t('Press or drag to go there')}
      style={{ width, height }}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => {
        event.stopPropagation()
        if (event.buttons === 1) go(event)
      }}
      onPointerUp={(event) => event.stopPropagation()}
    >
      <img src={`${imageUrl(imageId, 'thumb')}${version}`} alt="" draggable={false} />
      <div
        className="minimap-sight"
        style={{
          left,
          top,
          width: Math.min(width, x2 * scale) - left,
          height: Math.min(height, y2 * scale) - top,
        }}
      />
    </div>
  )
}
