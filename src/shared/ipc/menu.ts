import { z } from 'zod'
import { AppMenu, MenuActionId } from '../menu/schema'
import { call, push } from './define'

const nothing = z.strictObject({})

export const menuContract = {
  /** Puts a menu over the window in place of the one before. */
  'menu.set': call(z.strictObject({ menu: AppMenu }), nothing),
  /** Opens the menu at a place of the page, in px. */
  'menu.open': call(
    z.strictObject({ x: z.number().int().min(0).max(20_000), y: z.number().int().min(0).max(20_000) }),
    nothing,
  ),
  /** An entry of the menu was chosen. */
  'menu.chosen': push(z.strictObject({ id: MenuActionId })),
} as const
