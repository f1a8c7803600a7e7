/** While everything stands still: a frame around the screen, or nothing but dark, and the way on. */
import { useEffect, useRef } from 'react'
import type { Say } from '../store/language'
import { standStill, useProjector } from '../store/projector'

export function StillFrame({ say }: { say: Say }) {
  const still = useProjector((state) => state.still)
  const before = useRef<Element | null>(null)
  const on = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (still === 'no') return undefined
    before.current = document.activeElement
    on.current?.focus()
    return () => (before.current as HTMLElement | null)?.focus?.()
  }, [still])
  if (still === 'no') return null
  return (
    <div className={`still-frame ${still}`} role="status">
      <button type="button" ref={on} onClick={() => standStill('frozen')}>
        {say(`page.still.${still}`)} <kbd>{still === 'blank' ? ',' : 'B'}</kbd>
      </button>
    </div>
  )
}
