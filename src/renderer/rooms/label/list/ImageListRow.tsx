import { Flag, ImageOff } from 'lucide-react'
import { type MouseEvent, memo, useEffect, useState } from 'react'
import type { ImageRow } from '../../../../shared/annotation/schema'
import { imageUrl } from '../../../../shared/ipc/images'
import { groupedText } from '../../../../shared/text/count'
import { prefetchPicture } from '../../../annotator/picture/pictures'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { useLanguage } from '../../../language/useLanguage'
import { useDepthVersion } from '../../../state/labels/depthWindow'
import { StateDot } from '../StateDot'

interface ImageListRowProps {
  image: ImageRow
  /** Side of its square in a grid; null: a row of the list. */
  tilePx: number | null
  /** It is scrolled past: without its thumbnail. */
  isPassing: boolean
  isCurrent: boolean
  /** Chosen with others. */
  isMarked: boolean
  /** Proposals that wait to be judged. */
  numProposals: number
  /** px from the corner of the list; a row of the list is as wide as that. */
  left: number
  top: number
  onOpen(image: ImageRow, event: MouseEvent): void
}

/** One picture of the list: thumbnail, name, what it holds, and its state. */
export const ImageListRow = memo(function ImageListRow(props: ImageListRowProps) {
  useLanguage()
  const { image, tilePx, isPassing, isCurrent, isMarked, numProposals, left, top, onOpen } = props
  const [hasFailed, setHasFailed] = useState(false)
  const version = useDepthVersion()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was read anew may have its file again
  useEffect(() => setHasFailed(false), [image])
  const isTile = tilePx !== null
  const isBroken = hasFailed || image.problem !== null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's, which has the focus
    <div
      role="option"
      tabIndex={-1}
      id={`picture-${image.id}`}
      aria-selected={isCurrent || isMarked}
      data-marked={isMarked}
      data-out={image.takenOut}
      className={isTile ? 'images-tile' : 'list-row images-row'}
      data-testid="image-row"
      title={isTile ? `${image.path}, ${contentText(image, numProposals)}` : image.path}
      style={{
        transform: `translate(${left}px, ${top}px)`,
        ...(tilePx === null ? {} : { width: tilePx - 2, height: tilePx - 2 }),
      }}
      // A hand takes as long to let go of the button as the picture takes to be read.
      onPointerDown={() => prefetchPicture(image, false)}
      onClick={(event) => onOpen(image, event)}
    >
      <span className="images-thumb">
        {isBroken && <ImageOff aria-hidden />}
        {!isBroken && !isPassing && (
          <img
            src={`${imageUrl(image.id, 'thumb')}${version}`}
            alt=""
            decoding="async"
            draggable={false}
            onError={() => setHasFailed(true)}
          />
        )}
      </span>
      {!isTile && (
        <span className="grow images-words">
          <span className="ellipsis">{nameOf(image.path)}</span>
          <span className="images-content faint small">
            <span className="ellipsis">{contentText(image, numProposals)}</span>
            {image.flags.length > 0 && (
              <Flag aria-label={t('Flags: {{flags}}', { flags: image.flags.join(t(', ')) })} />
            )}
          </span>
        </span>
      )}
      <StateDot image={image} />
    </div>
  )
})

/** File name without folders and ending. */
function nameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const dot = file.lastIndexOf('.')
  return dot > 0 ? file.slice(0, dot) : file
}

function contentText(image: ImageRow, numProposals: number): string {
  if (image.takenOut) return t('taken out')
  if (image.problem !== null) return t('cannot be shown')
  const proposed =
    numProposals === 0 ? '' : t('{{numProposals}} proposed', { numProposals: groupedText(numProposals) })
  if (image.numBoxes > 0) {
    const boxes = countText(image.numBoxes, 'box', 'boxes')
    return proposed === '' ? boxes : `${boxes}, ${proposed}`
  }
  if (proposed !== '') return proposed
  return image.reviewed ? t('no objects here') : t('not labelled')
}
