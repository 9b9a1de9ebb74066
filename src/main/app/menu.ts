import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The page has its own menus and keys. macOS cannot do without the system's edit and window menus;
 * elsewhere there is none, so that no hidden accelerator (reload, zoom, close) gets in the way of the canvas.
 */
export function installMenu(platform: NodeJS.Platform, isPackaged: boolean): void {
  const development: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ label: 'Development', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }] }]
  if (platform === 'darwin') {
    const template: MenuItemConstructorOptions[] = [
      { role: 'appMenu' },
      { role: 'editMenu' },
      { role: 'windowMenu' },
    ]
    Menu.setApplicationMenu(Menu.buildFromTemplate([...template, ...development]))
    return
  }
  Menu.setApplicationMenu(null)
}
