import type { MenuRole } from '../../../shared/menu/schema'
import type { ActionGroup } from '../../actions/types'
import { english } from '../../language/t'

export type MenuPart =
  | { kind: 'actions'; group: ActionGroup }
  | { kind: 'roles'; label: string; roles: readonly [MenuRole, string][] }
  | { kind: 'role'; role: MenuRole; label: string }

export interface MenuPlan {
  label: string
  /** With a line between them. */
  parts: readonly MenuPart[]
}

/** What the system does to the text that is being typed. */
const textRoles: MenuPart = {
  kind: 'roles',
  label: 'Text',
  roles: [
    ['undo', english('Undo typing')],
    ['redo', english('Redo typing')],
    ['cut', english('Cut text')],
    ['copy', english('Copy text')],
    ['paste', english('Paste')],
    ['selectAll', english('Select all text')],
  ],
}

const windowRoles: MenuPart = {
  kind: 'roles',
  label: 'Window',
  roles: [
    ['zoomIn', english('Larger text and controls')],
    ['zoomOut', english('Smaller text and controls')],
    ['resetZoom', english('Text and controls at their size')],
    ['togglefullscreen', english('Full screen')],
    ['minimize', english('Minimise')],
  ],
}

const actionsOf = (group: ActionGroup): MenuPart => ({ kind: 'actions', group })

/** The menus in their order, and which groups of actions each holds. */
export const menus: readonly MenuPlan[] = [
  { label: 'File', parts: [actionsOf('File'), { kind: 'role', role: 'quit', label: 'Quit' }] },
  { label: 'Edit', parts: [actionsOf('Edit'), textRoles] },
  { label: 'View', parts: [actionsOf('View'), actionsOf('Rooms'), windowRoles] },
  { label: 'Pictures', parts: [actionsOf('Pictures')] },
  { label: 'Label', parts: [actionsOf('Draw'), actionsOf('Class')] },
  { label: 'Train', parts: [actionsOf('Train')] },
  { label: 'Review', parts: [actionsOf('Review')] },
  { label: 'Compare', parts: [actionsOf('Compare')] },
  { label: 'Help', parts: [actionsOf('Help')] },
]
