/**
 * The pictures of a session, by moment and by size of paper. Those of a small link are made when they are asked for; those
 * of a large one come from the worker, and until they are there an older one has to do.
 */
import type { LaidOut, LinkToLayOut } from '../scene/laid-out'
import { isLarge, layOutLink } from '../scene/laid-out'
import { MapEdges } from '../scene/map-edges'
import type { RecordLists } from '../scene/stale'
import { knowRecords } from '../scene/stale'
import type { Size } from '../scene/view'
import { expectPicture } from './first-picture'
import type { LayoutAsk } from '../worker/protocol'

/** Lays out the session's link in a worker; undefined if that cannot be done any more. */
export type LayOutElsewhere = (ask: LayoutAsk) => Promise<LaidOut | undefined>

/** A large picture fits all of it into the window, so a little more or less paper makes no difference worth a new one. */
const TOLERANCE = 0.12

export class Layouts {
  /** So large that the page must not count everything over in one frame. */
  readonly isLarge: boolean
  readonly #link: LinkToLayOut
  readonly #elsewhere: LayOutElsewhere | undefined
  /** By moment: after allocation, before. */
  readonly #made = new Map<boolean, LaidOut>()
  readonly #edges = new WeakMap<LaidOut, MapEdges>()
  readonly #asked = new Map<boolean, Size>()
  readonly #listeners = new Set<() => void>()
  #arrivals = 0
  #isAnnounced = false

  /** Without a worker everything is made here. The graph is at its end, where it is largest. */
  constructor(link: LinkToLayOut, elsewhere?: LayOutElsewhere) {
    this.#link = link
    this.#elsewhere = elsewhere
    this.isLarge = isLarge(link.graph)
  }

  /** The picture for this moment and this paper, if it is there or quickly made. */
  get(byAddress: boolean, paper: Size): LaidOut | undefined {
    const made = this.#made.get(byAddress)
    if (made && this.#fits(made.paper, paper)) return made
    return this.isLarge && this.#elsewhere ? undefined : this.#make(byAddress, paper)
  }

  /** What there is until the right one comes: for another paper, or for the other moment. */
  standIn(byAddress: boolean, paper: Size): LaidOut {
    return this.#made.get(byAddress) ?? this.#made.get(!byAddress) ?? this.#make(byAddress, paper)
  }

  /** Whether there is a picture to show, or one is quickly made. */
  readonly isThere = (): boolean => this.#made.size > 0 || !this.isLarge || !this.#elsewhere

  /** Tells whenever a picture has come from the worker; returns how to stop that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** How many have come. */
  readonly arrivals = (): number => this.#arrivals

  /** Has a picture made if it is not there yet. */
  async fetch(byAddress: boolean, paper: Size): Promise<void> {
    if (!this.#elsewhere || !this.isLarge || this.#isComing(byAddress, paper)) return
    await this.expect(byAddress, paper, this.#elsewhere({ byAddress, paper }))
  }

  /** Takes a picture that has been asked for, when it comes. */
  async expect(byAddress: boolean, paper: Size, coming: Promise<LaidOut | undefined>): Promise<void> {
    if (!this.isLarge) return
    this.#announce()
    this.#asked.set(byAddress, paper)
    const made = await coming.catch(() => undefined)
    // Somebody has changed the paper since.
    if (this.#asked.get(byAddress) !== paper) return
    this.#asked.delete(byAddress)
    if (made) this.put(byAddress, made)
    // The worker has gone on to another link. An older picture of this one does better than a page that stands still.
    else if (!this.#made.has(byAddress)) this.#make(byAddress, paper)
    else return
    this.#arrivals++
    for (const listener of this.#listeners) listener()
  }

  put(byAddress: boolean, made: LaidOut): void {
    this.#announce()
    this.#made.set(byAddress, made)
  }

  /** Takes over which records of the log matter to what. */
  know(records: RecordLists): void {
    knowRecords(this.#link.log, records)
  }

  /** What is known of the edges of one of its pictures, at any moment. */
  edgesOf(laid: LaidOut): MapEdges {
    const known = this.#edges.get(laid)
    if (known) return known
    const start = laid.edges ?? this.#link.replay.position
    const edges = new MapEdges({ ...this.#link, layout: laid.layout }, this.#link, start)
    this.#edges.set(laid, edges)
    return edges
  }

  /** Once: what is not needed for the first picture waits for it. */
  #announce(): void {
    if (this.#isAnnounced) return
    this.#isAnnounced = true
    expectPicture()
  }

  #isComing(byAddress: boolean, paper: Size): boolean {
    const [asked, made] = [this.#asked.get(byAddress), this.#made.get(byAddress)?.paper]
    return [asked, made].some((known) => known !== undefined && this.#fits(known, paper))
  }

  #fits(known: Size, paper: Size): boolean {
    const most = this.isLarge ? TOLERANCE : 0
    const differs = (a: number, b: number): number => Math.abs(a / b - 1)
    return differs(known.width, paper.width) <= most && differs(known.height, paper.height) <= most
  }

  #make(byAddress: boolean, paper: Size): LaidOut {
    const made = layOutLink(this.#link, paper, byAddress)
    this.#made.set(byAddress, made)
    return made
  }
}
