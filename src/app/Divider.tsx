/**
 * The line between the upper and the lower part of the side: dragged, or moved with the arrow keys, and remembered. The
 * pattern is ARIA's window splitter. The library that was weighed for it is 68 kB compressed, for one line.
 */
import { useRef, useState } from 'react'
import { useSay } from '../store/language'
import { recall, remember } from '../store/memory-of-choices'

const LEAST = 0.25
const MOST = 0.9
const STEP = 0.05

/** The upper part's share of the height, kept at a place of its own, and how to change it. */
export function useShare(place: string, usual: number): readonly [number, (share: number) => void] {
  const [share, setShare] = useState(() => remembered(place, usual))
  return [
    share,
    (wanted) => {
      const kept = Math.max(LEAST, Math.min(MOST, wanted))
      remember(place, String(kept))
      setShare(kept)
    },
  ]
}

function remembered(place: string, usual: number): number {
  const kept = Number(recall(place) ?? usual)
  return kept >= LEAST && kept <= MOST ? kept : usual
}

export interface DividerProps {
  readonly within: React.RefObject<HTMLElement | null>
  readonly share: number
  readonly onShare: (share: number) => void
  /** Where a double click puts it. */
  readonly usual: number
}

export function Divider({ within, share, onShare, usual }: DividerProps) {
  const say = useSay()
  const held = useRef(false)
  const onKey = (event: React.KeyboardEvent): void => {
    const wanted = { ArrowUp: share - STEP, ArrowDown: share + STEP, Home: LEAST, End: MOST }[event.key]
    if (wanted === undefined) return
    onShare(wanted)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be focused or moved
    <div
      className="divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label={say('side.share')}
      aria-valuemin={LEAST * 100}
      aria-valuemax={MOST * 100}
      aria-valuenow={Math.round(share * 100)}
      tabIndex={0}
      onKeyDown={onKey}
      onDoubleClick={() => onShare(usual)}
      onPointerDown={(event) => {
        held.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={({ clientY }) => {
        const bounds = held.current ? within.current?.getBoundingClientRect() : undefined
        if (bounds) onShare((clientY - bounds.top) / bounds.height)
      }}
      onPointerUp={() => {
        held.current = false
      }}
    />
  )
}
