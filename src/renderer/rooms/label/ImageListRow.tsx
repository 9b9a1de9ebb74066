import { ImageOff } from 'lucide-react'
import { memo, useState } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import { imageUrl } from '../../../shared/ipc/images'
import { countText, groupedText } from '../../../shared/text/count'
import { StateDot } from './StateDot'

interface ImageListRowProps {
  image: ImageRow
  isCurrent: boolean
  /** Proposals that wait to be judged. */
  numProposals: number
  /** px from the top of the list. */
  top: number
  onOpen(): void
}

/** One picture of the list: thumbnail, name, what it holds, and its state. */
export const ImageListRow = memo(function ImageListRow(props: ImageListRowProps) {
  const { image, isCurrent, numProposals, top, onOpen } = props
  const [hasFailed, setHasFailed] = useState(false)
  const isBroken = hasFailed || image.problem !== null
  return (
    <button
      type="button"
      role="option"
      aria-selected={isCurrent}
      className="list-row images-row"
      data-testid="image-row"
      title={image.path}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onOpen}
    >
      <span className="images-thumb">
        {isBroken ? (
          <ImageOff aria-hidden />
        ) : (
          <img
            src={imageUrl(image.id, 'thumb')}
            alt=""
            loading="lazy"
            decoding="async"
            draggable={false}
            onError={() => setHasFailed(true)}
          />
        )}
      </span>
      <span className="grow images-words">
        <span className="ellipsis">{nameOf(image.path)}</span>
        <span className="faint small ellipsis">{contentText(image, numProposals)}</span>
      </span>
      <StateDot image={image} />
    </button>
  )
}, isSame)

/** `onOpen` is another function each time, but does the same as long as the image is the same. */
function isSame(a: ImageListRowProps, b: ImageListRowProps): boolean {
  return (
    a.image === b.image && a.isCurrent === b.isCurrent && a.numProposals === b.numProposals && a.top === b.top
  )
}

/** File name without folders and ending. */
function nameOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const dot = file.lastIndexOf('.')
  return dot > 0 ? file.slice(0, dot) : file
}

function contentText(image: ImageRow, numProposals: number): string {
  if (image.problem !== null) return 'cannot be shown'
  const proposed = numProposals === 0 ? '' : `${groupedText(numProposals)} proposed`
  if (image.numBoxes > 0) {
    const boxes = countText(image.numBoxes, 'box', 'boxes')
    return proposed === '' ? boxes : `${boxes}, ${proposed}`
  }
  if (proposed !== '') return proposed
  return image.reviewed ? 'no objects here' : 'not labelled'
}
