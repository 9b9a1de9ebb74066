import type { MenuItemConstructorOptions } from 'electron'
import type { AppMenu, MenuActionItem, MenuItem, MenuRole } from '../../../shared/menu/schema'
import { acceleratorOf } from './accelerator'

export interface MenuSurroundings {
  platform: NodeJS.Platform
  isPackaged: boolean
  /** An entry was chosen. */
  choose(id: string): void
}

/** Keys that the menu itself listens to; those that Electron gives the others are the canvas's or a text field's own. */
const roleKeys: Partial<Record<MenuRole, string>> = {
  zoomIn: 'CommandOrControl+Alt+=',
  zoomOut: 'CommandOrControl+Alt+-',
  resetZoom: 'CommandOrControl+Alt+0',
  togglefullscreen: 'F11',
  quit: 'CommandOrControl+Q',
}

/**
 * The menu of the window out of what the page describes. Keys are only shown: the page listens to them, and knows when
 * somebody is typing. On macOS a key that is shown would be taken as well, so there it stands in the tooltip.
 */
export function menuTemplate(menu: AppMenu, around: MenuSurroundings): MenuItemConstructorOptions[] {
  const isMac = around.platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    ...menu.map(({ label, items }) => ({
      label: plain(label),
      submenu: items.map((item) => itemTemplate(item, around)),
    })),
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    ...(around.isPackaged ? [] : [developmentMenu]),
  ]
}

const developmentMenu: MenuItemConstructorOptions = {
  label: 'Development',
  submenu: [
    { role: 'reload', registerAccelerator: false },
    { role: 'toggleDevTools', registerAccelerator: false },
  ],
}

function itemTemplate(item: MenuItem, around: MenuSurroundings): MenuItemConstructorOptions {
  if (item.kind === 'line') return { type: 'separator' }
  if (item.kind === 'submenu')
    return { label: plain(item.label), submenu: item.items.map((inner) => itemTemplate(inner, around)) }
  if (item.kind === 'action') return actionTemplate(item, around)
  const { role, label } = item
  // macOS has nobody else who listens to copy and paste.
  if (around.platform === 'darwin' && roleKeys[role] === undefined) return { role, label: plain(label) }
  const accelerator = roleKeys[role]
  return {
    role,
    label: plain(label),
    registerAccelerator: accelerator !== undefined,
    ...(accelerator === undefined ? {} : { accelerator }),
  }
}

function actionTemplate(item: MenuActionItem, around: MenuSurroundings): MenuItemConstructorOptions {
  const { id, label, key, enabled, checked } = item
  const accelerator = key === null ? undefined : acceleratorOf(key)
  const shown =
    accelerator === undefined
      ? {}
      : around.platform === 'darwin'
        ? { toolTip: key as string }
        : { accelerator, registerAccelerator: false }
  return {
    id,
    label: plain(label),
    enabled,
    ...(checked === null ? {} : { type: 'checkbox' as const, checked }),
    ...shown,
    click: (clicked) => {
      // The system has turned the tick already; only the page knows whether it is so.
      if (checked !== null) clicked.checked = !clicked.checked
      around.choose(id)
    },
  }
}

/** An ampersand would underline the next letter. */
const plain = (label: string) => label.replaceAll('&', '&&')
