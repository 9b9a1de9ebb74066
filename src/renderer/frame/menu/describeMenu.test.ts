import { describe, expect, it } from 'vitest'
import { limits } from '../../../shared/limits'
import { AppMenu, actionItems } from '../../../shared/menu/schema'
import { allActions } from '../allActions'
import { describeMenu } from './describeMenu'

describe('the menu', () => {
  const items = actionItems(describeMenu())

  it('has every action once, but those that say why not', () => {
    const missing = allActions
      .filter(({ notInMenu }) => notInMenu === undefined)
      .map((action) => [action.id, items.filter(({ id }) => id === action.id).length])
      .filter(([, times]) => times !== 1)
    expect(missing).toEqual([])
    const leftOut = allActions.filter(({ notInMenu }) => notInMenu !== undefined)
    expect(leftOut.filter(({ notInMenu }) => (notInMenu ?? '').length < 10)).toEqual([])
    expect(items).toHaveLength(allActions.length - leftOut.length)
  })

  it('leaves out what only lasts while a key is held', () => {
    const held = allActions.filter(({ release, repeats }) => release !== undefined && repeats !== true)
    expect(held.length).toBeGreaterThan(0)
    expect(held.filter(({ id }) => items.some((item) => item.id === id))).toEqual([])
  })

  it('is as the contract wants it, and half as large at most', () => {
    const menu = describeMenu()
    expect(AppMenu.parse(menu)).toEqual(menu)
    expect(JSON.stringify(menu).length).toBeLessThan(limits.maxCallBytes / 2)
  })

  it('offers without a project what needs none', () => {
    const offered = items.filter(({ enabled }) => enabled).map(({ id }) => id)
    expect(offered).toContain('openFolder')
    expect(offered).not.toContain('drawTool')
  })
})
