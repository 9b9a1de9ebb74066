import { create } from 'zustand'
import { drawnBox } from '../../../shared/annotation/drawnBox'
import type { BoxRecord, BoxXyxyPx, ClassRecord } from '../../../shared/annotation/schema'
import { type BoxId, type ClassId, newId } from '../../../shared/ids'
import { t } from '../../language/t'
import { nextColor } from '../../theme/classColors'
import { useProject } from '../project/project'
import { notify } from '../studio/notices'
import { commit } from './edits'
import { useSelection } from './selection'

interface ClassList {
  /** The class whose name is being written; `new` for one that does not exist yet. */
  editing: ClassId | 'new' | null
}

/** What the class list is at. */
export const useClassList = create<ClassList>(() => ({ editing: null }))

/** Adds a class, and with it the box that waited for a name. Answers whether the name was taken as it is. */
export function addClass(name: string, waiting: BoxXyxyPx | null): boolean {
  const { classes } = useProject.getState()
  const wanted = name.trim()
  const { imageId } = useSelection.getState()
  if (wanted === '' || isTaken(wanted, null)) return false
  const record: ClassRecord = {
    id: newId<ClassId>(),
    name: wanted,
    color: nextColor(classes.map((c) => c.color)),
    order: classes.reduce((most, c) => Math.max(most, c.order + 1), 0),
  }
  const boxes: BoxRecord[] =
    waiting === null || imageId === null ? [] : [{ ...newBox(waiting, record.id), imageId }]
  const done = commit({
    label: `Add class ${wanted}`.slice(0, 200),
    classes: { added: [record] },
    boxes: { added: boxes },
  })
  if (done) useSelection.setState({ classId: record.id, selected: boxes.map((box) => box.id), naming: null })
  return done
}

/** A hand-drawn box as it is stored. */
export function newBox(box: BoxXyxyPx, classId: ClassId): Omit<BoxRecord, 'imageId'> {
  const { x1, y1, x2, y2 } = box
  return {
    id: newId<BoxId>(),
    classId,
    x1,
    y1,
    x2,
    y2,
    ...drawnBox,
    createdAt: Date.now(),
  }
}

/** Gives a class another name. Answers whether it could. */
export function renameClass(record: ClassRecord, name: string): boolean {
  const wanted = name.trim()
  if (wanted === record.name) return true
  if (wanted === '' || isTaken(wanted, record.id)) return false
  return commit({
    label: `Rename class ${record.name} to ${wanted}`.slice(0, 200),
    classes: { changed: [[record, { ...record, name: wanted }]] },
  })
}

function isTaken(name: string, except: ClassId | null): boolean {
  const { classes } = useProject.getState()
  const other = classes.find((c) => c.id !== except && c.name.toLowerCase() === name.toLowerCase())
  if (other === undefined) return false
  notify({
    tone: 'warn',
    title: t('There is a class {{name}} already', { name: other.name }),
    detail: t('Choose another name.'),
  })
  return true
}
