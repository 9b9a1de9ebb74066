import { Eye, EyeOff, Pencil, Trash2 } from 'lucide-react'
import type { ClassRecord } from '../../../shared/annotation/schema'
import { groupedText } from '../../../shared/text/count'
import { ActionKey } from '../../actions/ActionKey'
import { renameClassAction } from '../../actions/classes/renameClass'
import { classDigits, setClass } from '../../actions/classes/setClass'
import { hideClass } from '../../actions/view/hideClass'
import { ClassSwatch } from '../../components/ClassSwatch'
import { IconButton } from '../../components/IconButton'
import { t } from '../../language/t'
import { toggleClassHidden, useBoxView } from '../../state/labels/boxView'
import { renameClass, useClassList } from '../../state/labels/classes'
import { openClassManager } from '../../state/labels/classManager'
import { currentBoxes } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import { ClassNameField } from './ClassNameField'

interface ClassRowProps {
  record: ClassRecord
  place: number
  isCurrent: boolean
  isEditing: boolean
}

/** One class: a press makes it the current one, or the class of the selection. */
export function ClassRow({ record, place, isCurrent, isEditing }: ClassRowProps) {
  const count = useProject((state) => state.boxCounts.get(record.id) ?? 0)
  const isHidden = useBoxView((state) => state.hiddenClasses.has(record.id))
  const rename = () => useClassList.setState({ editing: record.id })
  if (isEditing) {
    return (
      <ClassNameField
        label={t('Name of the class')}
        initial={record.name}
        onName={(name) => renameClass(record, name)}
        onClose={() => useClassList.setState({ editing: null })}
      />
    )
  }
  return (
    <li className="list-row class-row" aria-current={isCurrent} data-testid="class-row">
      <button
        type="button"
        className="class-pick"
        title={record.name}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setClass(record.id)}
        onDoubleClick={rename}
      >
        <ClassSwatch color={record.color} />
        <span className="grow ellipsis">{record.name}</span>
      </button>
      <IconButton
        icon={isHidden ? EyeOff : Eye}
        label={isHidden ? t('Show this class') : t('Hide this class')}
        action={hideClass}
        aria-pressed={isHidden}
        data-on={isHidden}
        data-testid="class-eye"
        onClick={() => toggleClassHidden(record.id, currentBoxes())}
      />
      <IconButton icon={Pencil} label={t('Rename')} action={renameClassAction} onClick={rename} />
      <IconButton
        icon={Trash2}
        label={t('Delete…')}
        onClick={() => openClassManager(record.id, { what: 'delete', classIds: [record.id] })}
      />
      <span className="faint">{groupedText(count)}</span>
      {place < 10 && <ActionKey action={classDigits[place]} />}
    </li>
  )
}
