import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { DataDiff, ImageChange } from '../../../../shared/compare/schema'
import type { ImageId } from '../../../../shared/ids'
import { localText, t } from '../../../language/t'
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
      ...diff.images.map((change) => ({ id: change.imageId, path: change.path, change })),
      ...same.map(({ id, path }) => ({ id, path: path as string | null, change: null })),
    ]
  }, [diff, images])
  const virtual = useVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => scroller.current,
    overscan: 6,
  })
  return (
    <div
      ref={scroller}
      className="labels-list"
      role="listbox"
      aria-label={t('Pictures')}
      aria-activedescendant={currentId === null ? undefined : `seen-${currentId}`}
      tabIndex={0}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const { id, path, change } = rows[index]
          return (
            <button
              key={id}
              type="button"
              role="option"
              tabIndex={-1}
              id={`seen-${id}`}
              className="list-row labels-row"
              data-testid="seen-picture"
              aria-selected={id === currentId}
              disabled={path === null}
              title={path ?? t('This picture is not in the project any more')}
              style={{ transform: `translateY(${start}px)` }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => void showSeenImage(id)}
            >
              <span className="ellipsis">{path?.split('/').at(-1) ?? t('a picture that is gone')}</span>
              <span className="faint small ellipsis">
                {change === null ? t('the same') : changeText(change)}
              </span>
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
  if (presence === 'added') return t('picture added')
  if (presence === 'removed') return t('picture removed, or not labelled')
  const parts: (readonly [number, string])[] = [
    [boxes.added, t('added')],
    [boxes.removed, t('removed')],
    [boxes.moved, t('moved')],
    [boxes.reclassed, t('re-classed')],
    [hardNegatives.added, t('hard negatives added')],
    [hardNegatives.removed, t('hard negatives removed')],
    [ignoreRegions.added, t('ignore regions added')],
    [ignoreRegions.removed, t('ignore regions removed')],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  if (split !== null)
    words.push(`${localText(split.a) ?? t('no split')} → ${localText(split.b) ?? t('no split')}`)
  return words.join(t(', '))
}
