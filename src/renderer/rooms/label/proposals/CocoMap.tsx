import { ArrowRight, Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { ClassRecord } from '../../../../shared/annotation/schema'
import { cocoClasses, isCocoClass } from '../../../../shared/coco/classes'
import { suggestCocoClass } from '../../../../shared/coco/suggestCocoClass'
import type { CocoMapping } from '../../../../shared/proposals/schema'
import { Button } from '../../../components/Button'
import { Field } from '../../../components/Field'
import { IconButton } from '../../../components/IconButton'
import { Select } from '../../../components/Select'
import { t } from '../../../language/t'
import { useProject } from '../../../state/project/project'

/** COCO classes that are named like one of the project's. */
export function suggestedMap(classes: readonly ClassRecord[]): CocoMapping[] {
  return classes.flatMap(({ id, name }) => {
    const coco = suggestCocoClass(name)
    return coco === null ? [] : [{ coco, classId: id }]
  })
}

interface CocoMapProps {
  map: readonly CocoMapping[]
  onChange(map: readonly CocoMapping[]): void
}

/** Which COCO class means which of one's own; several may mean the same. */
export function CocoMap({ map, onChange }: CocoMapProps) {
  const classes = useProject((state) => state.classes)
  const [wanted, setWanted] = useState('')
  const [classId, setClassId] = useState<string>(classes[0]?.id ?? '')
  const listId = useId()
  const own = classes.find(({ id }) => id === classId)
  const add = () => {
    const coco = wanted.trim().toLowerCase()
    if (!isCocoClass(coco) || own === undefined) return
    onChange([...map.filter((pair) => pair.coco !== coco), { coco, classId: own.id }])
    setWanted('')
  }
  const coco = wanted.trim().toLowerCase()
  return (
    <fieldset className="coco-map">
      <legend className="visually-hidden">{t('What COCO classes mean here')}</legend>
      {map.map((pair) => (
        <div key={pair.coco} className="coco-pair" data-testid="coco-pair">
          <span className="ellipsis">{pair.coco}</span>
          <ArrowRight aria-hidden />
          <Select
            label={t('What {{coco}} means', { coco: pair.coco })}
            value={pair.classId}
            options={classes.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => {
              const next = classes.find(({ id }) => id === value)
              if (next === undefined) return
              onChange(
                map.map((other) => (other.coco === pair.coco ? { ...other, classId: next.id } : other)),
              )
            }}
          />
          <IconButton
            icon={X}
            label={t('Leave {{coco}} out', { coco: pair.coco })}
            onClick={() => onChange(map.filter((other) => other.coco !== pair.coco))}
          />
        </div>
      ))}
      {classes.length > 0 && (
        <div className="coco-pair">
          <Field
            aria-label={t('COCO class')}
            placeholder={t('COCO class')}
            data-testid="coco-class"
            list={listId}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
          />
          <datalist id={listId}>
            {cocoClasses.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <ArrowRight aria-hidden />
          <Select
            label={t('Class of this project')}
            testId="coco-own"
            value={classId}
            options={classes.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setClassId}
          />
          <IconButton
            icon={Plus}
            label={t('Add')}
            data-testid="coco-add"
            disabled={!isCocoClass(coco)}
            onClick={add}
          />
        </div>
      )}
      {coco !== '' && !cocoClasses.some((name) => name.includes(coco)) && (
        <p className="faint small">{t('COCO has no class called that.')}</p>
      )}
      {map.length === 0 && classes.length > 0 && wanted === '' && (
        <p className="faint small">
          {t('None of your classes is named like one of COCO.')} <AllNames onPick={setWanted} />
        </p>
      )}
    </fieldset>
  )
}

/** The 80 names, on request. */
function AllNames({ onPick }: { onPick(name: string): void }) {
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('Show all 80')}
      </Button>
    )
  }
  return (
    <span className="coco-all">
      {cocoClasses.map((name) => (
        <button key={name} type="button" onClick={() => onPick(name)}>
          {name}
        </button>
      ))}
    </span>
  )
}
