import { useState } from 'react'
import type { BoxXyxyPx } from '../../shared/annotation/schema'
import type { ImageId } from '../../shared/ids'
import { imageUrl } from '../../shared/ipc/images'
import { t } from '../language/t'
import { useDepthVersion } from '../state/labels/depthWindow'
import './crops.css'

/** A box drawn on a crop: labels solid, what a model says dashed. */
export interface CropBox {
  box: BoxXyxyPx
  tone: 'good' | 'warn' | 'bad'
  isDashed: boolean
}

interface BoxCropProps {
  imageId: ImageId
  /** The part of the picture that fills the crop. */
  region: BoxXyxyPx
  /** Of different tones. */
  boxes: readonly CropBox[]
}

/** A part of a picture with boxes on it; it fills the positioned element around it. */
export function BoxCrop({ imageId, region, boxes }: BoxCropProps) {
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  const url = `${imageUrl(imageId, `crop/${corners}`)}${useDepthVersion()}`
  const [failedUrl, setFailedUrl] = useState<string | null>(null)
  return (
    <>
      {failedUrl === url ? (
        <span className="crop-failed faint small">{t('cannot be shown')}</span>
      ) : (
        <img
          className="crop-picture"
          src={url}
          alt=""
          draggable={false}
          loading="lazy"
          onError={() => setFailedUrl(url)}
        />
      )}
      {boxes.map(({ box, tone, isDashed }) => (
        <i
          key={tone}
          className="crop-box"
          data-tone={tone}
          data-dashed={isDashed}
          style={placeIn(region, box)}
        />
      ))}
    </>
  )
}

function placeIn(region: BoxXyxyPx, box: BoxXyxyPx) {
  const across = (px: number) => `${(100 * px) / (region.x2 - region.x1)}%`
  const down = (px: number) => `${(100 * px) / (region.y2 - region.y1)}%`
  return {
    left: across(box.x1 - region.x1),
    top: down(box.y1 - region.y1),
    width: across(box.x2 - box.x1),
    height: down(box.y2 - box.y1),
  }
}
