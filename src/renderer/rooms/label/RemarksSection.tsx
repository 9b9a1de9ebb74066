import { X } from 'lucide-react'
import { useId, useState } from 'react'
import type { ImageRow } from '../../../shared/annotation/schema'
import { limits } from '../../../shared/limits'
import { Field } from '../../components/Field'
import { IconButton } from '../../components/IconButton'
import { SectionTitle } from '../../components/SectionTitle'
import { t } from '../../language/t'
import { addFlag, flagsInUse, removeFlag, setNote } from '../../state/labels/remarks'
import { rowOf, useProject } from '../../state/project/project'
import { useSettledId } from './settled'
import './RemarksSection.css'

/** What a person says of the picture in hand: flags and a note. */
export function RemarksSection() {
  const imageId = useSettledId()
  const row = useProject((state) => rowOf(state, imageId))
  const canWrite = useProject((state) => state.summary?.readOnly === false)
  if (row === null) return null
  return (
    <section className="remarks-section" aria-label={t('Picture')}>
      <div className="section-head">
        <SectionTitle>{t('Picture')}</SectionTitle>
        <span className="faint">
          {row.width} × {row.height}
        </span>
      </div>
      <div className="remarks">
        <Flags row={row} canWrite={canWrite} />
        {/* By its note too: an undo shows what it brought back. */}
        <Note key={`${row.id}${row.note}`} row={row} canWrite={canWrite} />
      </div>
    </section>
  )
}

interface RemarkProps {
  row: ImageRow
  canWrite: boolean
}

function Flags({ row, canWrite }: RemarkProps) {
  const images = useProject((state) => state.images)
  const [text, setText] = useState('')
  const listId = useId()
  return (
    <>
      {row.flags.length > 0 && (
        <div className="remarks-flags">
          {row.flags.map((flag) => (
            <span key={flag} className="chip remarks-flag" data-testid="picture-flag">
              <span className="ellipsis">{flag}</span>
              <IconButton
                icon={X}
                label={t('Remove {{flag}}', { flag })}
                disabled={!canWrite}
                onClick={() => removeFlag([row.id], flag)}
              />
            </span>
          ))}
        </div>
      )}
      <Field
        aria-label={t('Add a flag')}
        placeholder={t('Add a flag')}
        data-testid="add-flag"
        list={listId}
        maxLength={limits.maxFlagLength}
        disabled={!canWrite}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key === 'Enter' && addFlag([row.id], text)) setText('')
        }}
      />
      <datalist id={listId}>
        {flagsInUse(images)
          .filter((flag) => !row.flags.includes(flag))
          .map((flag) => (
            <option key={flag} value={flag} />
          ))}
      </datalist>
    </>
  )
}

function Note({ row, canWrite }: RemarkProps) {
  const [text, setText] = useState(row.note)
  return (
    <textarea
      className="remarks-note"
      aria-label={t('Note')}
      placeholder={t('Note')}
      data-testid="picture-note"
      rows={text.length > 34 || text.includes('\n') ? 3 : 1}
      maxLength={limits.maxNoteLength}
      disabled={!canWrite}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => setNote(row.id, text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault()
          event.currentTarget.blur()
        }
        if (event.key === 'Escape') {
          setText(row.note)
          // After the old text is in it, so that leaving saves nothing.
          const { currentTarget } = event
          requestAnimationFrame(() => currentTarget.blur())
        }
      }}
    />
  )
}
