import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react'
import { searchSorts, sortNamed } from '../../../../shared/search/sorts'
import { IconButton } from '../../../components/IconButton'
import { Select } from '../../../components/Select'
import { localText, t } from '../../../language/t'
import { useProposals } from '../../../state/proposals/proposals'
import { sortBy, useSearch } from '../../../state/search/search'
import { useTraining } from '../../../state/training/training'

/** What the pictures are ordered by, and which end comes first. */
export function SortControl() {
  const sort = useSearch((state) => state.sort)
  const hasRun = useTraining((state) => state.runs.some((run) => run.reviewable))
  const hasTeaching = useProposals((state) => state.teaching.size > 0)
  const options = searchSorts
    .filter(({ id, needs }) => {
      if (id === sort.by || needs === undefined) return true
      return needs === 'proposals' ? hasTeaching : hasRun
    })
    .map(({ id, label }) => ({ value: id, label: localText(label) }))
  return (
    <span className="sort-control">
      <Select
        label={t('Order of the pictures')}
        testId="image-order"
        value={sort.by}
        options={options}
        onChange={(by) => void sortBy({ by, descending: sortNamed(by).startsDescending })}
      />
      <IconButton
        icon={sort.descending ? ArrowDownWideNarrow : ArrowUpNarrowWide}
        label={sort.descending ? t('Highest first') : t('Lowest first')}
        data-testid="image-direction"
        onClick={() => void sortBy({ ...sort, descending: !sort.descending })}
      />
    </span>
  )
}
