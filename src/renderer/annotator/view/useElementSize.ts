import { type RefObject, useLayoutEffect, useState } from 'react'

/** Size of an element in CSS px, followed; 0 x 0 before it is laid out. */
export function useElementSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const target = element.current
    if (target === null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect
      setSize({ width: Math.round(width), height: Math.round(height) })
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
