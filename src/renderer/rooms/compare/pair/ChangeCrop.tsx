import { useState } from 'react'
import type { BoxChange } from '../../../../shared/compare/schema'
import { imageUrl } from '../../../../shared/ipc/images'
import { rowOf, useProject } from '../../../state/project'
import { contextRegion } from '../../review/views/mistakes/contextRegion'

/** Width over height of the picture in a crop. */
export const CROP_ASPECT = 1.5

/** One changed box with its surroundings; below it what each run made of it. */
export function ChangeCrop({ change, onOpen }: { change: BoxChange; onOpen(): void }) {
  const image = useProject((state) => rowOf(state, change.imageId))
  const [hasFailed, setHasFailed] = useState(false)
  if (image === null) return null
  const { box } = change
  const region = contextRegion(box, image, CROP_ASPECT)
  const share = (value: number, from: number, to: number) => `${(100 * (value - from)) / (to - from)}%`
  const corners = [region.x1, region.y1, region.x2, region.y2].map(Math.round).join(',')
  return (
    <button
      type="button"
      className="change-crop"
      data-testid="change-crop"
      title={image.path}
      aria-label={`${change.className}, ${image.path}`}
      onClick={onOpen}
    >
      <span className="change-picture">
        {hasFailed ? (
          <span className="faint small">cannot be shown</span>
        ) : (
          <img
            src={imageUrl(change.imageId, `crop/${corners}`)}
            alt=""
            draggable={false}
            loading="lazy"
            onError={() => setHasFailed(true)}
          />
        )}
        <i
          className="change-box"
          data-subject={change.subject}
          style={{
            left: share(box.x1, region.x1, region.x2),
            top: share(box.y1, region.y1, region.y2),
            width: `${(100 * (box.x2 - box.x1)) / (region.x2 - region.x1)}%`,
            height: `${(100 * (box.y2 - box.y1)) / (region.y2 - region.y1)}%`,
          }}
        />
      </span>
      <span className="change-words">
        <span className="grow ellipsis">{change.className}</span>
        <span className="muted">
          {scoreText(change.scoreA)} → {scoreText(change.scoreB)}
        </span>
      </span>
    </button>
  )
}

/** A score, an en dash where there is nothing. */
export const scoreText = (score: number | null) => (score === null ? '–' : score.toFixed(2))
