import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { DataDiff, ImageChange } from '../../../../shared/compare/schema'
import type { ImageId } from '../../../../shared/ids'
import { showSeenImage, useSeenLabels } from '../../../state/compare/compareLabels'
import { inProject } from '../../../state/labels/inProject'
import { useProject } from '../../../state/project/project'

const ROW_HEIGHT = 40

/** Pictures whose labels differ first, then the others. */
export function SeenPictures({ diff }: { diff: DataDiff }) {
  const scroller = useRef<HTMLDivElement>(null)
  const images = useProject((state) => inProject(state.images))
  const currentId = useSeenLabels((state) => state.imageId)
  const rows = useMemo(() => {
    const changed = new Set(diff.images.map(({ imageId }) => imageId))
    const same = images.filter(({ id, numBoxes }) => !changed.has(id) && numBoxes > 0)
    return [
      ...diff.images.map((change) => ({ id: change.imageId, path: change.path, words: changeText(change) })),
      ...same.map(({ id, path }) => ({ id, path: path as string | null, words: 'the same' })),
    ]
  }, [diff, images])
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 6,
  })
  return (
    <div ref={scroller} className="labels-list" role="listbox" aria-label="Pictures" tabIndex={-1}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const { id, path, words } = rows[index]
          return (
            <button
              key={id}
              type="button"
              role="option"
              className="list-row labels-row"
              data-testid="seen-picture"
              aria-selected={id === currentId}
              disabled={path === null}
              title={path ?? 'This picture is not in the project any more'}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => void showSeenImage(id)}
            >
              <span className="ellipsis">{path?.split('/').at(-1) ?? 'a picture that is gone'}</span>
              <span className="faint small ellipsis">{words}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** The pictures in the order of the list, for the keys. */
export function seenOrder(
  diff: DataDiff | null,
  images: readonly { id: ImageId; numBoxes: number }[],
): ImageId[] {
  const changed = (diff?.images ?? []).flatMap(({ imageId, path }) => (path === null ? [] : [imageId]))
  const all = new Set(diff?.images.map(({ imageId }) => imageId))
  return [
    ...changed,
    ...images.filter(({ id, numBoxes }) => !all.has(id) && numBoxes > 0).map(({ id }) => id),
  ]
}

function changeText({ presence, boxes, hardNegatives, ignoreRegions, split }: ImageChange): string {
  if (presence === 'added') return 'picture added'
  if (presence === 'removed') return 'picture removed, or not labelled'
  const parts: (readonly [number, string])[] = [
    [boxes.added, 'added'],
    [boxes.removed, 'removed'],
    [boxes.moved, 'moved'],
    [boxes.reclassed, 're-classed'],
    [hardNegatives.added, 'hard negatives added'],
    [hardNegatives.removed, 'hard negatives removed'],
    [ignoreRegions.added, 'ignore regions added'],
    [ignoreRegions.removed, 'ignore regions removed'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  if (split !== null) words.push(`${split.a ?? 'no split'} → ${split.b ?? 'no split'}`)
  return words.join(', ')
}
