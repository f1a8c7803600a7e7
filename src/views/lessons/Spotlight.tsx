/**
 * Rings around the real things that a step speaks of: things on the map, panels, buttons. They lie over the page, take no
 * clicks, and follow what they ring; what is not on screen has none.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Spotlight as Spot } from '../../lessons/machine/lesson'
import { stepOf } from '../../lessons/machine/walk'
import { useDesk, useDeskStore } from '../../store/context'
import type { DeskStore } from '../../store/desk'
import { useTutor } from '../../store/lessons/context'
import type { NamedThing } from '../../store/links/named-thing'
import type { Selection } from '../../store/selection'
import { findThing } from '../../store/links/things'
import { boxOf } from '../map/box-of'
import { mapOnScreen } from '../map/on-screen'
import { shownBox, spotElement } from './spots'

interface Ring {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const AIR = 2
/** Milliseconds between two looks at where things are. */
const LOOK_EVERY = 80

export function Spotlight() {
  const store = useDeskStore()
  const spots = useTutor(({ walk, preparing }) => (walk && !preparing ? stepOf(walk)?.spotlight : undefined))
  const things = useThings(store, spots)
  const brought = useRef(new Set<string>())
  // biome-ignore lint/correctness/useExhaustiveDependencies: other spots are brought into view anew
  useEffect(() => brought.current.clear(), [spots])
  if (!spots || spots.length === 0) return null
  return (
    <Rings
      className="spot-ring"
      boxes={() => {
        for (const spot of spots) if ('spot' in spot) bring(spot.spot, brought.current)
        return spots.map((spot, i) => ('spot' in spot ? boxOfPart(spot.spot) : boxOnMap(store, things[i])))
      }}
    />
  )
}

/** Rings around boxes of the screen, which are looked up again and again: they follow what they ring. */
export function Rings({
  className,
  boxes,
}: {
  className: string
  boxes: () => readonly (DOMRect | null | undefined)[]
}) {
  const [rings, setRings] = useState<readonly (Ring | undefined)[]>([])
  const find = useRef(boxes)
  find.current = boxes
  useEffect(() => {
    const look = (): void => setRings((before) => keepIfSame(before, find.current().map(ringAround)))
    look()
    const handle = setInterval(look, LOOK_EVERY)
    return () => clearInterval(handle)
  }, [])
  return rings.map(
    (ring, i) =>
      ring && (
        // biome-ignore lint/suspicious/noArrayIndexKey: a ring is its place in the list
        <div key={i} className={className} style={ring} aria-hidden="true" />
      ),
  )
}

/** Scrolls a part of the page into view when it first appears; after that people scroll as they like. */
function bring(name: string, brought: Set<string>): void {
  const element = spotElement(name)
  if (!element || brought.has(name)) return
  brought.add(name)
  element.scrollIntoView({ block: 'nearest' })
}

const keepIfSame = (before: readonly (Ring | undefined)[], now: readonly (Ring | undefined)[]): typeof now =>
  JSON.stringify(before) === JSON.stringify(now) ? before : now

/** The things that spots name, as they are at this moment of this link: looked up once for it. */
function useThings(store: DeskStore, spots: readonly Spot[] | undefined): readonly (Selection | undefined)[] {
  const session = useDesk((desk) => desk.session)
  const position = useDesk((desk) => desk.position)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is at `position`
  return useMemo(
    () =>
      (spots ?? []).map((spot) =>
        'thing' in spot ? findThing(store.getState(), spot.thing as NamedThing) : undefined,
      ),
    [store, spots, session, position],
  )
}

function boxOfPart(name: string): DOMRect | null | undefined {
  const element = spotElement(name)
  return element && shownBox(element)
}

function ringAround(box: DOMRect | null | undefined): Ring | undefined {
  if (!box || box.width === 0) return undefined
  return {
    left: Math.round(box.left) - AIR,
    top: Math.round(box.top) - AIR,
    width: Math.round(box.width) + 2 * AIR,
    height: Math.round(box.height) + 2 * AIR,
  }
}

/** Where a thing of the link is on screen, cut to what the map shows of it. */
export function boxOnMap(store: DeskStore, selection: Selection | undefined): DOMRect | undefined {
  if (!store.getState().session) return undefined
  const map = mapOnScreen()
  const canvas = document.querySelector('.map-canvas')?.getBoundingClientRect()
  const box = map && selection && boxOf(map.picture, selection)
  if (!map || !canvas || !box) return undefined
  const { k, x, y } = map.view
  const left = Math.max(canvas.left, canvas.left + box.x * k + x)
  const top = Math.max(canvas.top, canvas.top + box.y * k + y)
  const right = Math.min(canvas.right, canvas.left + (box.x + box.w) * k + x)
  const bottom = Math.min(canvas.bottom, canvas.top + (box.y + box.h) * k + y)
  return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : undefined
}
