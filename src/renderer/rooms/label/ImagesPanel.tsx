import { LayoutGrid, List, X } from 'lucide-react'
import type { ImageRow } from '../../../shared/annotation/schema'
import { groupedText } from '../../../shared/text/count'
import { toggleGrid } from '../../actions/pictures/toggleGrid'
import { runAction } from '../../actions/runAction'
import { IconButton } from '../../components/IconButton'
import { ProgressBar } from '../../components/ProgressBar'
import { countText } from '../../language/count'
import { localText, t } from '../../language/t'
import { inProject } from '../../state/labels/inProject'
import { showOnly, useSelection } from '../../state/labels/selection'
import { useFirstStretch, useShownImages } from '../../state/labels/shownImages'
import { useProject } from '../../state/project/project'
import { useFollowChanges } from '../../state/search/followChanges'
import { takeNewer, useSearch } from '../../state/search/search'
import { usePreferences } from '../../state/studio/preferences'
import { BulkBar } from './list/BulkBar'
import { ImageList } from './list/ImageList'
import { LoopCard } from './proposals/LoopCard'
import { RootsBanner } from './RootsBanner'
import { SearchField } from './search/SearchField'
import { SortControl } from './search/SortControl'
import { SaveViewButton, ViewsBar } from './search/ViewsBar'
import './ImagesPanel.css'

/** The pictures that the search shows, and how far the review is. */
export function ImagesPanel() {
  const total = useProject((state) => state.early?.total ?? inProject(state.images).length)
  const reviewed = useProject((state) => state.early?.reviewed ?? countReviewed(state.images))
  const only = useSelection((state) => state.only)
  const isGrid = usePreferences((state) => state.pictureGrid)
  useFollowChanges()
  return (
    <>
      <div className="section-head">
        <h2>{t('Pictures')}</h2>
        <span className="faint">
          {t('{{reviewed}} of {{total}} reviewed', {
            reviewed: groupedText(reviewed),
            total: groupedText(total),
          })}
        </span>
      </div>
      <LoopCard />
      {only !== null && (
        <div className="images-only" data-testid="images-only">
          <span className="grow">
            {localText(only.title)} <span className="muted">{countText(only.imageIds.size, 'picture')}</span>
          </span>
          <IconButton icon={X} label={t('Show all pictures')} onClick={() => showOnly(null)} />
        </div>
      )}
      <ViewsBar />
      <div className="images-filter">
        <SearchField />
        <SearchNote total={total} />
        <div className="search-line">
          <SortControl />
          <SaveViewButton />
          <IconButton
            icon={isGrid ? List : LayoutGrid}
            label={isGrid ? t('Show as list') : t('Show as grid')}
            action={toggleGrid}
            data-testid="toggle-grid"
            onClick={() => runAction(toggleGrid)}
          />
        </div>
        <ProgressBar
          label={t('Reviewed pictures')}
          value={reviewed / Math.max(1, total)}
          tone="good"
          thickness={3}
        />
      </div>
      <RootsBanner />
      <ImageList />
      <BulkBar />
    </>
  )
}

const countReviewed = (images: readonly ImageRow[]): number =>
  inProject(images).reduce((sum, image) => sum + (image.reviewed ? 1 : 0), 0)

/** What is wrong with the search, how much it found, and whether it would find something else by now. */
function SearchNote({ total }: { total: number }) {
  const images = useShownImages()
  const shown = useFirstStretch() === null ? images.length : total
  const showsOut = images.some(({ takenOut }) => takenOut)
  const problem = useSearch((state) => state.problem)
  const newer = useSearch((state) => state.newer)
  if (problem !== null) {
    return (
      <p className="images-note search-problem" role="status" data-testid="search-problem">
        {localText(problem.message)}
      </p>
    )
  }
  return (
    <p className="images-note images-found" role="status" data-testid="search-found">
      <span className="grow">
        {shown === total || showsOut
          ? countText(shown, 'picture')
          : t('{{shown}} of {{total}}', { shown: groupedText(shown), total: countText(total, 'picture') })}
      </span>
      {newer !== null && (
        <button type="button" className="images-newer" data-testid="search-newer" onClick={takeNewer}>
          {t('{{numChanged}} changed, refresh', { numChanged: groupedText(newer.numChanged) })}
        </button>
      )}
    </p>
  )
}
