import type { Handlers } from '../../shared/ipc/contract'
import type { Services } from '../app/services'

type MenuHandlers = Pick<Handlers, Extract<keyof Handlers, `menu.${string}`>>

/** The menu of the window. */
export function menuHandlers({ menu, openMenu }: Pick<Services, 'menu' | 'openMenu'>): MenuHandlers {
  return {
    'menu.set': async ({ menu: description }) => {
      menu.set(description)
      return {}
    },
    'menu.open': async ({ x, y }) => {
      openMenu(x, y)
      return {}
    },
  }
}
