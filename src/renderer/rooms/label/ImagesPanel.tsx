import { useVirtualizer } from '@tanstack/react-virtual'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { countText, groupedText } from '../../../shared/text/count'
import { Field } from '../../components/Field'
import { IconButton } from '../../components/IconButton'
import { ProgressBar } from '../../components/ProgressBar'
import { Select } from '../../components/Select'
import { goToImage, showOnly, useSelection } from '../../state/labels/selection'
import { useShownImages } from '../../state/labels/shownImages'
import { useProject } from '../../state/project/project'
import { useProposals } from '../../state/proposals/proposals'
import { ImageListRow } from './ImageListRow'
import { LoopCard } from './proposals/LoopCard'
import { RootsBanner } from './RootsBanner'
import './ImagesPanel.css'

const ROW_PX = 48

/** The pictures that the filter shows, and how far the review is. */
export function ImagesPanel() {
  const total = useProject((state) => state.images.length)
  const reviewed = useProject((state) =>
    state.images.reduce((sum, image) => sum + (image.reviewed ? 1 : 0), 0),
  )
  const text = useSelection((state) => state.filter)
  const only = useSelection((state) => state.only)
  const order = useSelection((state) => state.order)
  const canOrder = useProposals((state) => state.teaching.size > 0)
  const { shown, filter } = useShownImages()
  const isFiltered = shown.length !== total
  return (
    <>
      <div className="section-head">
        <h2>Pictures</h2>
        <span className="faint">
          {groupedText(reviewed)} of {groupedText(total)} reviewed
        </span>
      </div>
      <LoopCard />
      {only !== null && (
        <div className="images-only" data-testid="images-only">
          <span className="grow">
            {only.title} <span className="muted">{countText(only.imageIds.size, 'picture')}</span>
          </span>
          <IconButton icon={X} label="Show all pictures" onClick={() => showOnly(null)} />
        </div>
      )}
      <div className="images-filter">
        <Field
          aria-label="Filter pictures"
          data-testid="image-filter"
          placeholder="state:open class:platelet"
          title="state:open, reviewed, labelled, unlabelled, empty, broken; class:name; has:proposals; split:train, val, test; or part of a name"
          value={text}
          onChange={(event) => useSelection.setState({ filter: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            if (text === '') event.currentTarget.blur()
            else useSelection.setState({ filter: '' })
          }}
        />
        {filter.unknown.length > 0 ? (
          <p className="images-note">No filter or class is called {filter.unknown.join(', ')}</p>
        ) : (
          isFiltered && <p className="images-note">{countText(shown.length, 'picture')} shown</p>
        )}
        {canOrder && (
          <Select
            label="Order of the pictures"
            testId="image-order"
            value={order}
            options={[
              { value: 'path', label: 'By name' },
              { value: 'teaching', label: 'What teaches most first' },
            ]}
            onChange={(value) => useSelection.setState({ order: value === 'teaching' ? 'teaching' : 'path' })}
          />
        )}
        <ProgressBar
          label="Reviewed pictures"
          value={reviewed / Math.max(1, total)}
          tone="good"
          thickness={3}
        />
      </div>
      <RootsBanner />
      <ImageList />
    </>
  )
}

function ImageList() {
  const { shown } = useShownImages()
  const imageId = useSelection((state) => state.imageId)
  const waiting = useProposals((state) => state.waiting)
  const scroller = useRef<HTMLDivElement>(null)
  const place = shown.findIndex((image) => image.id === imageId)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })

  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [place, virtual])

  return (
    <div
      ref={scroller}
      className="images-scroller"
      role="listbox"
      aria-label="Pictures"
      data-testid="image-list"
    >
      <div className="images-height" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <ImageListRow
            key={shown[index].id}
            image={shown[index]}
            isCurrent={shown[index].id === imageId}
            numProposals={waiting.get(shown[index].id) ?? 0}
            top={start}
            onOpen={() => goToImage(shown[index].id)}
          />
        ))}
      </div>
    </div>
  )
}
