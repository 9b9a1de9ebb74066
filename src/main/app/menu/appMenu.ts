import { type BrowserWindow, Menu } from 'electron'
import { type AppMenu, actionItems } from '../../../shared/menu/schema'
import { type MenuSurroundings, menuTemplate } from './menuTemplate'

export interface AppMenuService {
  set(menu: AppMenu): void
  /** Opens the whole menu at a place of the page, in px. */
  open(window: BrowserWindow | null, x: number, y: number): void
}

/** The application's menu. Until the page has described it there is what macOS cannot do without. */
export function createAppMenu(around: MenuSurroundings): AppMenuService {
  let shape = ''
  Menu.setApplicationMenu(
    around.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
  )
  return {
    set(menu) {
      const built = Menu.getApplicationMenu()
      const next = shapeOf(menu)
      if (next === shape && built !== null) update(built, menu)
      else Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(menu, around)))
      shape = next
    },
    open(window, x, y) {
      if (window !== null) Menu.getApplicationMenu()?.popup({ window, x, y })
    },
  }
}

/** All that an item cannot change while the menu stands. */
function shapeOf(menu: AppMenu): string {
  return JSON.stringify(menu, (key, value) =>
    key === 'enabled' ? undefined : key === 'checked' ? value !== null : value,
  )
}

/** Greys, ungreys and ticks in place: a menu that somebody has open stays open. */
function update(built: Menu, menu: AppMenu): void {
  for (const { id, enabled, checked } of actionItems(menu)) {
    const item = built.getMenuItemById(id)
    if (item === null) continue
    if (item.enabled !== enabled) item.enabled = enabled
    if (checked !== null && item.checked !== checked) item.checked = checked
  }
}
