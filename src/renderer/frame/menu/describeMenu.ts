import type { AppMenu, MenuActionItem, MenuItem } from '../../../shared/menu/schema'
import { keysOf } from '../../actions/runAction'
import type { Action } from '../../actions/types'
import { whyNot } from '../../actions/whyNot'
import { shownChord } from '../../keys/displayChord'
import { useKeyLayout } from '../../keys/layout'
import { localText } from '../../language/t'
import { useProject } from '../../state/project/project'
import { actionsHere, allActions } from '../allActions'
import { type MenuPart, menus } from './menus'

/** The menu as it is now: every action once, those of one family in a menu of their own. */
export function describeMenu(): AppMenu {
  const here = new Set(actionsHere())
  const isOpen = useProject.getState().status === 'open'
  const { layout } = useKeyLayout.getState()

  const itemOf = (action: Action): MenuActionItem => {
    const [chord] = keysOf(action)
    return {
      kind: 'action',
      id: action.id,
      label: localText(action.label),
      key: chord === undefined ? null : shownChord(chord, layout),
      // Elsewhere the room comes into sight first, and says itself what is missing.
      enabled: here.has(action) ? whyNot(action) === null : isOpen,
      checked: action.checked?.() ?? null,
    }
  }

  const itemsOf = (part: MenuPart): MenuItem[] => {
    if (part.kind === 'role') return [{ ...part, label: localText(part.label) }]
    if (part.kind === 'roles') {
      const items = part.roles.map(([role, label]) => ({
        kind: 'role' as const,
        role,
        label: localText(label),
      }))
      return [{ kind: 'submenu', label: localText(part.label), items }]
    }
    const actions = allActions.filter(
      ({ group, notInMenu }) => group === part.group && notInMenu === undefined,
    )
    const families = new Map<string, MenuActionItem[]>()
    return actions.flatMap((action): MenuItem[] => {
      if (action.family === undefined) return [itemOf(action)]
      const { label } = action.family
      const members = families.get(label)
      members?.push(itemOf(action))
      if (members !== undefined) return []
      const items = [itemOf(action)]
      families.set(label, items)
      return [{ kind: 'submenu', label: localText(label), items }]
    })
  }

  return menus.map(({ label, parts }) => ({
    label: localText(label),
    items: parts
      .map(itemsOf)
      .filter((items) => items.length > 0)
      .flatMap((items, i): MenuItem[] => (i === 0 ? items : [{ kind: 'line' }, ...items])),
  }))
}
