import { useEffect } from 'react'

/** Alt pressed and let go alone shows the menu; with another key or the pointer between it must not. */
export function useBareAlt(): void {
  useEffect(() => {
    let isUsed = false
    const use = () => {
      isUsed = true
    }
    const press = ({ key }: KeyboardEvent) => {
      isUsed = key !== 'Alt'
    }
    const letGo = (event: KeyboardEvent) => {
      if (event.key === 'Alt' && isUsed) event.preventDefault()
    }
    const pointer = ['pointerdown', 'wheel'] as const
    window.addEventListener('keydown', press, true)
    window.addEventListener('keyup', letGo, true)
    for (const type of pointer) window.addEventListener(type, use, { capture: true, passive: true })
    return () => {
      window.removeEventListener('keydown', press, true)
      window.removeEventListener('keyup', letGo, true)
      for (const type of pointer) window.removeEventListener(type, use, { capture: true })
    }
  }, [])
}
