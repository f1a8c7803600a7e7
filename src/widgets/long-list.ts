/** Long lists: which lines of one height are on screen, and how to bring one there. */
import { useEffect, useState } from 'react'

/** Lines kept beyond both ends of what is seen. */
const SPARE = 8

export interface LineRange {
  readonly first: number
  readonly end: number
}

/** The lines of a scrolling element that must be in the document, [first, end). `height` is a line's, in pixels. */
export function useLinesInView(list: React.RefObject<HTMLElement | null>, count: number, height: number): LineRange {
  const [place, setPlace] = useState({ top: 0, height: 400 })
  useEffect(() => {
    const element = list.current
    if (!element) return undefined
    const measure = (): void => setPlace({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    element.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', measure)
    }
  }, [list])
  const first = Math.min(count, Math.max(0, Math.floor(place.top / height) - SPARE))
  return { first, end: Math.min(count, Math.ceil((place.top + place.height) / height) + SPARE) }
}

/** Scrolls as little as needed whenever the line at `index` changes; nothing for a negative one. */
export function useLineShown(list: React.RefObject<HTMLElement | null>, index: number, height: number): void {
  useEffect(() => {
    const element = list.current
    if (!element || index < 0) return
    const top = index * height
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height - element.clientHeight
  }, [list, index, height])
}
