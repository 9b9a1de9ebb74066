import { useEffect } from 'react'
import { useActive } from '../../annotator/active'
import { call, on } from '../../ipc/client'
import { useKeyLayout } from '../../keys/layout'
import { reportError } from '../../state/studio/notices'
import { allActions } from '../allActions'
import { runAnywhere } from '../runAnywhere'
import { describeMenu } from './describeMenu'

interface Followed {
  subscribe(listener: () => void): () => void
}

/** Whether an action can be run may hang on any store of the page. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['../../state/**/*.ts', '!**/*.test.ts', '!**/testing/**'],
  { eager: true },
)
const stores: readonly Followed[] = [
  useActive,
  useKeyLayout,
  ...Object.values(modules).flatMap((module) => Object.values(module).filter(isStore)),
]

function isStore(value: unknown): value is Followed {
  return typeof value === 'function' && 'subscribe' in value && 'getState' in value
}

/** Nobody reads the menu faster. */
const SETTLED_MS = 250

/** Keeps the menu over the window as the actions are, and runs what is chosen in it. */
export function useAppMenu(): void {
  useEffect(() => {
    let told = ''
    let timer: ReturnType<typeof setTimeout> | undefined
    let idle = 0
    const tell = () => {
      timer = undefined
      const menu = describeMenu()
      const text = JSON.stringify(menu)
      if (text === told) return
      told = text
      call('menu.set', { menu }).catch(reportError)
    }
    const soon = () => {
      // In a pause of the page: drawing comes first.
      timer ??= setTimeout(() => {
        idle = requestIdleCallback(tell)
      }, SETTLED_MS)
    }
    const ends = stores.map((store) => store.subscribe(soon))
    const end = on('menu.chosen', ({ id }) => {
      const action = allActions.find((candidate) => candidate.id === id)
      if (action !== undefined) runAnywhere(action)
    })
    soon()
    return () => {
      clearTimeout(timer)
      cancelIdleCallback(idle)
      end()
      for (const stop of ends) stop()
    }
  }, [])
}
