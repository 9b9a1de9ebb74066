import type { BoxRecord } from '../../../shared/annotation/schema'
import { clip, isDegenerate } from '../../../shared/geometry/box'
import { iou } from '../../../shared/geometry/iou'
import { limits } from '../../../shared/limits'
import { flagActions } from '../../actions/boxes/flagActions'
import { keysOf, runAction } from '../../actions/runAction'
import { type BoxFlag, boxFlags, flagShare } from '../../annotator/commands/boxFlags'
import { isDoubled } from '../../annotator/commands/duplicates'
import { Kbd } from '../../components/Kbd'
import { NumberField } from '../../components/NumberField'
import { SectionTitle } from '../../components/SectionTitle'
import { countText } from '../../language/count'
import { provenanceText } from '../../language/provenance'
import { localText, t } from '../../language/t'
import { commit } from '../../state/labels/edits'
import { rowOf, useProject } from '../../state/project/project'
import { notify } from '../../state/studio/notices'
import { runName } from '../../state/training/training'
import { AttributeFields } from './AttributeFields'
import { useSettledBoxes, useSettledId } from './settled'

/** Place, flags and attributes of the selected box; of several what they share. */
export function SelectedSection() {
  const imageId = useSettledId()
  const selected = useSettledBoxes()
  const boxes = useProject((state) => (imageId === null ? undefined : state.documents.get(imageId)?.boxes))
  const chosen = (boxes ?? []).filter((box) => selected.includes(box.id))
  if (chosen.length === 0) return null
  return (
    <section className="selected-section" aria-label={t('Selected')}>
      <div className="section-head">
        <SectionTitle>{t('Selected')}</SectionTitle>
        {chosen.length > 1 && <span className="faint">{countText(chosen.length, 'box', 'boxes')}</span>}
      </div>
      {chosen.length === 1 && <PlaceFields box={chosen[0]} />}
      {boxFlags.map((flag) => (
        <FlagRow key={flag} flag={flag} share={flagShare(chosen, flag)} />
      ))}
      <AttributeFields boxes={chosen} />
      <DoubledNote chosen={chosen} boxes={boxes ?? []} />
      {chosen.length === 1 && (
        <p className="provenance faint small" data-testid="provenance">
          {provenanceText(chosen[0], runName, Date.now())}
        </p>
      )}
    </section>
  )
}

function PlaceFields({ box }: { box: BoxRecord }) {
  const change = (part: Partial<Record<'x' | 'y' | 'w' | 'h', number>>) => {
    const x = part.x ?? box.x1
    const y = part.y ?? box.y1
    place(box, x, y, x + (part.w ?? box.x2 - box.x1), y + (part.h ?? box.y2 - box.y1))
  }
  const fields = [
    { key: 'x', label: t('Left edge'), value: box.x1 },
    { key: 'y', label: t('Top edge'), value: box.y1 },
    { key: 'w', label: t('Width'), value: box.x2 - box.x1 },
    { key: 'h', label: t('Height'), value: box.y2 - box.y1 },
  ] as const
  return (
    <div className="selected-fields">
      {fields.map(({ key, label, value }) => (
        <NumberField
          key={key}
          prefix={key}
          label={localText(label)}
          value={value}
          testId={`box-${key}`}
          onCommit={(next) => change({ [key]: next })}
        />
      ))}
    </div>
  )
}

/** Typed numbers obey the same law as the hand: inside the picture, never under a pixel. */
function place(box: BoxRecord, x1: number, y1: number, x2: number, y2: number): void {
  const row = rowOf(useProject.getState(), box.imageId)
  if (row === null) return
  const placed = clip({ x1, y1, x2, y2 }, row.width, row.height)
  if (isDegenerate(placed, limits.minBoxPx)) {
    notify({
      tone: 'warn',
      title: t('The box would be under one pixel inside the picture'),
      detail: t('The picture is {{width}} × {{height}} px.', { width: row.width, height: row.height }),
    })
    return
  }
  commit({ label: 'Place box', boxes: { changed: [[box, { ...box, ...placed }]] } })
}

function FlagRow({ flag, share }: { flag: BoxFlag; share: 'all' | 'some' | 'none' }) {
  const action = flagActions[flag]
  const [chord] = keysOf(action)
  const label = localText(flag[0].toUpperCase() + flag.slice(1))
  return (
    <label className="list-row flag-row" title={localText(action.label)}>
      <input
        type="checkbox"
        aria-label={localText(label)}
        data-testid={`flag-${flag}`}
        ref={(input) => {
          if (input !== null) input.indeterminate = share === 'some'
        }}
        checked={share === 'all'}
        onChange={() => runAction(action)}
      />
      <span className="grow">{localText(label)}</span>
      {share === 'some' && <span className="faint small">{t('mixed')}</span>}
      {chord !== undefined && <Kbd chord={chord} />}
    </label>
  )
}

/** Says that a box doubles another one, which is easy to overlook on the canvas. */
function DoubledNote({ chosen, boxes }: { chosen: readonly BoxRecord[]; boxes: readonly BoxRecord[] }) {
  const [box] = chosen
  const twin = boxes.find((other) => other.id !== box.id && isDoubled(box, other))
  if (chosen.length !== 1 || twin === undefined) return null
  return (
    <p className="doubled-note small" data-testid="doubled">
      {t('Doubles another box of its class (IoU {{box}})', { box: iou(box, twin).toFixed(2) })}
    </p>
  )
}
