import { describe, expect, it, vi } from 'vitest'
import type { AppMenu, MenuActionItem } from '../../../shared/menu/schema'
import { acceleratorOf } from './accelerator'
import { menuTemplate } from './menuTemplate'

const draw: MenuActionItem = {
  kind: 'action',
  id: 'drawTool',
  label: 'Draw & drag',
  key: 'W',
  enabled: false,
  checked: null,
}
const snap: MenuActionItem = { ...draw, id: 'snap', label: 'Snap', key: null, enabled: true, checked: true }
const menu: AppMenu = [
  {
    label: 'Label',
    items: [
      draw,
      { kind: 'line' },
      { kind: 'submenu', label: 'More', items: [snap, { kind: 'role', role: 'copy', label: 'Copy text' }] },
      { kind: 'role', role: 'quit', label: 'Quit' },
    ],
  },
]
const template = (platform: NodeJS.Platform, choose = vi.fn(), isPackaged = true) =>
  menuTemplate(menu, { platform, isPackaged, choose })

describe('the menu of the window', () => {
  it('shows keys without listening to them, and greys what cannot be done', () => {
    expect(template('linux')).toEqual([
      {
        label: 'Label',
        submenu: [
          {
            id: 'drawTool',
            label: 'Draw && drag',
            enabled: false,
            accelerator: 'W',
            registerAccelerator: false,
            click: expect.any(Function),
          },
          { type: 'separator' },
          {
            label: 'More',
            submenu: [
              {
                id: 'snap',
                label: 'Snap',
                enabled: true,
                type: 'checkbox',
                checked: true,
                click: expect.any(Function),
              },
              { role: 'copy', label: 'Copy text', registerAccelerator: false },
            ],
          },
          {
            role: 'quit',
            label: 'Quit',
            accelerator: 'CommandOrControl+Q',
            registerAccelerator: true,
          },
        ],
      },
    ])
  })

  it('registers no key on macOS but those of the system', () => {
    const [app, label, window] = template('darwin')
    expect([app, window]).toEqual([{ role: 'appMenu' }, { role: 'windowMenu' }])
    const [item, , more] = label.submenu as Electron.MenuItemConstructorOptions[]
    expect(item).toMatchObject({ toolTip: 'W' })
    expect(item).not.toHaveProperty('accelerator')
    expect((more.submenu as unknown[])[1]).toEqual({ role: 'copy', label: 'Copy text' })
  })

  it('tells which entry was chosen and leaves its tick to the page', () => {
    const choose = vi.fn()
    const [{ submenu }] = template('linux', choose)
    const [, , more] = submenu as Electron.MenuItemConstructorOptions[]
    const [tick] = more.submenu as Electron.MenuItemConstructorOptions[]
    const clicked = { checked: false }
    tick.click?.(clicked as never, undefined, {} as never)
    expect(choose).toHaveBeenCalledExactlyOnceWith('snap')
    expect(clicked.checked).toBe(true)
  })

  it('has a menu for developers only where it is not packaged', () => {
    expect(template('linux', vi.fn(), false).at(-1)?.label).toBe('Development')
    expect(template('linux')).toHaveLength(1)
  })
})

describe('a key beside an entry', () => {
  it.each([
    ['Ctrl+Shift+D', 'CommandOrControl+Shift+D'],
    ['Alt+ArrowLeft', 'Alt+Left'],
    ['Ctrl++', 'CommandOrControl+Plus'],
    ['Ctrl+-', 'CommandOrControl+-'],
    ['?', '?'],
    ['PageDown', 'PageDown'],
    ['F1', 'F1'],
    ['Ж', undefined],
    ['Ctrl+Browser', undefined],
    ['', undefined],
  ])('%s is %s to Electron', (chord, expected) => {
    expect(acceleratorOf(chord)).toBe(expected)
  })
})
