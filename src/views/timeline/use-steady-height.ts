/** Text that changes with each event must not push about what stands above it. */
import type { RefObject } from 'react'
import { useEffect } from 'react'
import type { Session } from '../../store/session'

/** Keeps an element as high as it has been for this link: room for the next text as long as this one. `most`: of CSS. */
export function useSteadyHeight(ref: RefObject<HTMLElement | null>, session: Session, most: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link has other names
  useEffect(() => {
    const element = ref.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      element.style.minHeight = `min(${element.offsetHeight}px, ${most})`
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.style.minHeight = ''
    }
  }, [ref, session, most])
}
