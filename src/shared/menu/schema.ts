import { z } from 'zod'

/** Things that the system does itself; the page cannot. */
export const MenuRole = z.enum([
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'zoomIn',
  'zoomOut',
  'resetZoom',
  'togglefullscreen',
  'minimize',
  'quit',
])
export type MenuRole = z.infer<typeof MenuRole>

const label = z.string().min(1).max(120)
export const MenuActionId = z.string().min(1).max(64)

const ActionItem = z.strictObject({
  kind: z.literal('action'),
  id: MenuActionId,
  label,
  /** Chord to show beside it; the page listens to it, the menu does not. */
  key: z.string().max(40).nullable(),
  enabled: z.boolean(),
  /** null: it is nothing that is on or off. */
  checked: z.boolean().nullable(),
})

const simpleItems = [
  ActionItem,
  z.strictObject({ kind: z.literal('role'), role: MenuRole, label }),
  z.strictObject({ kind: z.literal('line') }),
] as const

const SubmenuItem = z.strictObject({
  kind: z.literal('submenu'),
  label,
  items: z.array(z.discriminatedUnion('kind', simpleItems)).max(40),
})

const MenuItem = z.discriminatedUnion('kind', [...simpleItems, SubmenuItem])
export type MenuItem = z.infer<typeof MenuItem>
export type MenuActionItem = z.infer<typeof ActionItem>

/** The menus of the window, as the page describes them from its actions. */
export const AppMenu = z.array(z.strictObject({ label, items: z.array(MenuItem).max(100) })).max(16)
export type AppMenu = z.infer<typeof AppMenu>

/** Every action of a menu, submenus included. */
export function actionItems(menu: AppMenu): MenuActionItem[] {
  return menu
    .flatMap(({ items }) => items.flatMap((item) => (item.kind === 'submenu' ? item.items : [item])))
    .filter((item) => item.kind === 'action')
}
