import { ListTree, Plus } from 'lucide-react'
import { addClassAction } from '../../actions/classes/addClass'
import { manageClasses } from '../../actions/classes/manageClasses'
import { runAction } from '../../actions/runAction'
import { IconButton } from '../../components/IconButton'
import { SectionTitle } from '../../components/SectionTitle'
import { t } from '../../language/t'
import { addClass, useClassList } from '../../state/labels/classes'
import { currentClass, useSelection } from '../../state/labels/selection'
import { useProject } from '../../state/project/project'
import { ClassNameField } from './ClassNameField'
import { ClassRow } from './ClassRow'

/** The classes: the current one, their counts and keys; add, rename, delete in place. */
export function ClassesSection() {
  const classes = useProject((state) => state.classes)
  const { editing } = useClassList()
  const chosen = useSelection((state) => state.classId)
  const current = currentClass(classes, chosen)
  return (
    <>
      <div className="section-head">
        <SectionTitle>{t('Classes')}</SectionTitle>
        {classes.length > 0 && (
          <IconButton
            icon={ListTree}
            label={t('Manage classes')}
            action={manageClasses}
            data-testid="manage-classes"
            onClick={() => runAction(manageClasses)}
          />
        )}
        <IconButton
          icon={Plus}
          label={t('New class')}
          action={addClassAction}
          data-testid="add-class"
          onClick={() => runAction(addClassAction)}
        />
      </div>
      {classes.length === 0 && editing !== 'new' && (
        <p className="classes-empty muted small">{t('Draw the first box: the studio asks what it is.')}</p>
      )}
      <ul className="classes-list" aria-label={t('Classes')}>
        {classes.map((record, place) => (
          <ClassRow
            key={record.id}
            record={record}
            place={place}
            isCurrent={record === current}
            isEditing={editing === record.id}
          />
        ))}
        {editing === 'new' && (
          <ClassNameField
            label={t('Name of the new class')}
            initial=""
            onName={(name) => addClass(name, null)}
            onClose={() => useClassList.setState({ editing: null })}
          />
        )}
      </ul>
    </>
  )
}
