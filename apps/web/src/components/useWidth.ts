import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Width of an element in CSS pixels, known before it is first painted and kept up to date; `first` where none is laid out. */
export function useWidth<E extends Element>(first: number): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const shown = element.current
    if (!shown) return
    const now = Math.floor(shown.getBoundingClientRect().width)
    if (now > 0) setWidth(now)
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width))
    })
    observer.observe(shown)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
