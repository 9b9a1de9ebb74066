import { create } from 'zustand'
import type { KeyLayout } from './displayChord'

/** The part of Chromium's Keyboard Map API that is used; elsewhere it is missing. */
interface KeyboardApi {
  getLayoutMap?(): Promise<KeyLayout>
}

/** What the places of the person's keyboard type; empty where the system does not tell. */
export const useKeyLayout = create<{ layout: KeyLayout }>(() => ({ layout: new Map() }))

/** Asks for the keyboard's layout, now and whenever the window is come back to: it may have been switched. */
export function followKeyLayout(): void {
  const { keyboard } = navigator as { keyboard?: KeyboardApi }
  const read = () => {
    keyboard
      ?.getLayoutMap?.()
      .then((layout) => useKeyLayout.setState({ layout }))
      // Not told: the caps show the letters of a US keyboard.
      .catch(() => undefined)
  }
  read()
  window.addEventListener('focus', read)
}
