import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { backOut } from '../../../actions/boxes/backOut'
import { bringBackPictures } from '../../../actions/pictures/bringBack'
import { takeOutPictures } from '../../../actions/pictures/takeOut'
import { runAction } from '../../../actions/runAction'
import { Button } from '../../../components/Button'
import { Field } from '../../../components/Field'
import { IconButton } from '../../../components/IconButton'
import { Select } from '../../../components/Select'
import { countText } from '../../../language/count'
import { t } from '../../../language/t'
import { inProject } from '../../../state/labels/inProject'
import { clearMarked, useMarked } from '../../../state/labels/marked'
import { addFlag, flagsInUse, moveToSplit, setReviewed } from '../../../state/labels/remarks'
import { rowOf, useProject } from '../../../state/project/project'

/** What can be done with all pictures that are chosen. */
export function BulkBar() {
  const ids = useMarked((state) => state.ids)
  const canWrite = useProject((state) => state.summary?.readOnly === false)
  const images = useProject((state) => state.images)
  const numOut = useProject((state) =>
    inProject(state.images) === state.images
      ? 0
      : [...ids].filter((id) => rowOf(state, id)?.takenOut === true).length,
  )
  const [flag, setFlag] = useState('')
  const listId = useId()
  if (ids.size === 0) return null
  const put = () => {
    if (addFlag(ids, flag)) setFlag('')
  }
  return (
    <section className="bulk-bar" aria-label={t('Chosen pictures')} data-testid="bulk-bar">
      <div className="search-line">
        <span className="grow" data-testid="bulk-count">
          {t('{{size}} chosen', { size: countText(ids.size, 'picture') })}
        </span>
        <IconButton icon={X} label={t('Choose none')} action={backOut} onClick={clearMarked} />
      </div>
      <div className="search-line">
        <Button disabled={!canWrite} data-testid="bulk-reviewed" onClick={() => setReviewed(ids, true)}>
          {t('Reviewed')}
        </Button>
        <Button disabled={!canWrite} data-testid="bulk-open" onClick={() => setReviewed(ids, false)}>
          {t('Not reviewed')}
        </Button>
      </div>
      <div className="search-line">
        {numOut < ids.size && (
          <Button disabled={!canWrite} data-testid="bulk-take-out" onClick={() => runAction(takeOutPictures)}>
            {takeOutPictures.label}
          </Button>
        )}
        {numOut > 0 && (
          <Button
            disabled={!canWrite}
            data-testid="bulk-bring-back"
            onClick={() => runAction(bringBackPictures)}
          >
            {bringBackPictures.label}
          </Button>
        )}
      </div>
      <div className="search-line">
        <Select
          label={t('Move to split')}
          testId="bulk-split"
          value=""
          options={[
            { value: '', label: t('Split') },
            { value: 'train', label: t('train') },
            { value: 'val', label: t('val') },
            { value: 'test', label: t('test') },
            { value: 'none', label: t('none') },
          ]}
          onChange={(value) => {
            if (value !== '' && canWrite) void moveToSplit(ids, value === 'none' ? null : (value as 'train'))
          }}
        />
        <Field
          aria-label={t('Flag the chosen pictures')}
          placeholder={t('Flag')}
          data-testid="bulk-flag"
          list={listId}
          disabled={!canWrite}
          value={flag}
          onChange={(event) => setFlag(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') put()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <datalist id={listId}>
          {flagsInUse(images).map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
      </div>
    </section>
  )
}
