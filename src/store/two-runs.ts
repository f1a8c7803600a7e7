/**
 * Two desks that follow the desk: one for the run before the last change, one for the run after it. Both are at the same
 * moment and have the same thing selected, because there is only one cursor: what is done to either is done to the desk.
 * Views that are given one of them show its run and need not know.
 */
import { createStore } from 'zustand/vanilla'
import type { Apart } from '../scene/difference/apart'
import type { Thing } from '../scene/difference/sentences'
import { NOTHING_FOUND } from '../scene/query/find-things'
import type { BlockId } from '../engine/graph/ids'
import type { Desk, DeskState, DeskStore, MapWindow } from './desk'
import { placeOf, positionAt } from './place'
import type { Selection } from './selection'
import { sameSelection } from './selection'

export interface TwoRuns {
  readonly before: DeskStore
  readonly after: DeskStore
  /** Follows the desk until the returned function is called, which leaves the run before where it was live. */
  follow(): () => void
  /** Marks blocks and edges, each in its own run. */
  mark(apart: Apart): void
  /** Which of the two maps people move; the other follows it. */
  lead(run: 'before' | 'after'): void
}

export function createTwoRuns(desk: DeskStore): TwoRuns {
  let leader: 'before' | 'after' = 'after'
  const after: DeskStore = createStore<Desk>()(() => ({ ...desk.getState(), onMove: moveBefore }))
  const before = new Former(desk, (window) => {
    const block = leader === 'before' && later(desk.getState(), { kind: 'block', id: window.block })
    if (block) showAt(after, { ...window, block: block.id as BlockId })
  })
  function moveBefore(window: MapWindow): void {
    const block = leader === 'after' && desk.getState().comparison?.findBefore({ kind: 'block', id: window.block })
    if (block) showAt(before.store, { ...window, block: block.id as BlockId })
  }
  return {
    lead(run) {
      leader = run
    },
    before: before.store,
    after,
    follow() {
      const marked = (): Pick<Desk, 'found'> => ({ found: after.getState().found })
      const show = (now: Desk, last: Desk): void => {
        // A wish is done once for each object that comes along; following the other map is a wish of its own.
        const wish = now.wish === last.wish ? after.getState().wish : now.wish
        after.setState({ ...now, ...marked(), onMove: moveBefore, wish })
        before.show(now, last)
      }
      show(desk.getState(), desk.getState())
      const stop = desk.subscribe(show)
      return () => {
        stop()
        const { before: former } = desk.getState()
        former?.replay.seek(former.liveAt)
      }
    },
    mark(apart) {
      after.setState({ found: { ...NOTHING_FOUND, blocks: apart.after, edges: apart.edgesAfter } })
      before.store.setState({ found: { ...NOTHING_FOUND, blocks: apart.before, edges: apart.edgesBefore } })
    },
  }
}

/** Moves a map to where the other one looks, at every step of its way. */
const showAt = (store: DeskStore, window: MapWindow): void =>
  store.setState({ wish: { what: 'window', window, atOnce: true } })

/** The desk of the run before. */
class Former {
  readonly store: DeskStore
  readonly #desk: DeskStore
  readonly #onMove: (window: MapWindow) => void
  /** What is selected in the run before and is in no other. */
  #alone: Selection | undefined
  readonly #selection = new Earlier()
  readonly #hover = new Earlier()

  /** `onMove`: told where this map looks whenever it moves. */
  constructor(desk: DeskStore, onMove: (window: MapWindow) => void) {
    this.#desk = desk
    this.#onMove = onMove
    this.store = createStore<Desk>()(() => ({ ...desk.getState(), ...this.#actions(), found: NOTHING_FOUND }))
  }

  show(now: Desk, last: Desk): void {
    const { before: session, session: other } = now
    const position = session && other ? positionAt(session, placeOf(other, now.position)) : 0
    session?.replay.seek(position)
    if (now.selection) this.#alone = undefined
    const { selection: selected, wish, found } = this.store.getState()
    const selection = this.#alone ?? this.#selection.of(now, now.selection)
    const isNew = selection !== undefined && !sameSelection(selection, selected)
    this.store.setState({
      ...now,
      ...this.#actions(),
      session,
      position,
      panelsAt: position,
      selection,
      hover: this.#hover.of(now, now.hover),
      found,
      window: undefined,
      // A wish is done once for each object that comes along.
      wish: isNew ? { what: 'reveal' } : now.wish === last.wish || now.wish?.what === 'window' ? wish : now.wish,
    })
  }

  #actions(): Partial<Desk> {
    const desk = this.#desk
    return {
      select: (selection) => {
        const { select, look, say: announce } = desk.getState()
        const other = later(desk.getState(), selection)
        this.#alone = selection && !other ? selection : undefined
        select(other)
        if (other) look('reveal')
        if (!this.#alone) return
        this.store.setState({ selection: this.#alone })
        announce({ id: 'runs.only-before' })
      },
      point: (hover) => {
        desk.getState().point(later(desk.getState(), hover))
        this.store.setState({ hover })
      },
      change: async () => desk.getState().say({ id: 'runs.not-here' }),
      // How this map is seen is no business of the desk, only of the map beside it.
      noteScale: () => undefined,
      noteWindow: () => undefined,
      onMove: this.#onMove,
      lookAt: () => undefined,
    }
  }
}

/** Finds a thing in the run before, and looks again only when the thing is another or was not there yet. */
class Earlier {
  #asked: Selection | undefined
  #by: DeskState['comparison']
  #at = -1
  #found: Selection | undefined

  of({ comparison, position }: DeskState, thing: Selection | undefined): Selection | undefined {
    const isSame = thing === this.#asked && comparison === this.#by
    if (isSame && (this.#found !== undefined || this.#at === position)) return this.#found
    this.#asked = thing
    this.#by = comparison
    this.#at = position
    this.#found = thing && isComparable(thing) ? comparison?.findBefore(thing) : sameEverywhere(thing)
    return this.#found
  }
}

function later({ comparison }: DeskState, thing: Selection | undefined): Selection | undefined {
  return thing && isComparable(thing) ? comparison?.find(thing) : sameEverywhere(thing)
}

const isComparable = (thing: Selection): thing is Extract<Selection, Thing> =>
  thing.kind !== 'input' && thing.kind !== 'bundle'

/** Inputs are the same in both runs; the edges of a bundle are of one run only. */
const sameEverywhere = (thing: Selection | undefined): Selection | undefined =>
  thing?.kind === 'input' ? thing : undefined
