/**
 * Keeps address and desk together. The address follows the desk, a moment later; opening a link, going back and going
 * forward bring the desk to what the address says. Links to files that are not here lead to a landing first, which asks
 * for them. `keeping.ts` does the work; it is fetched when it is first needed.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Words } from '../../messages/messages'
import type { DeskStore, NamedBytes } from '../desk'
import type { Keeping } from './keeping'
import type { AwaitedFile } from './landing'
import type { PageLink } from './page-link'

/** The address bar, or something that stands for it. Fragments are without `#`. */
export interface AddressBar {
  read(): string
  /** A new entry in the history. */
  push(fragment: string): void
  /** Another fragment in the place of the present one. */
  replace(fragment: string): void
  /** Calls when somebody went back or forward, or edited the fragment. */
  onMove(moved: () => void): void
}

/** The part of a link that is about neither inputs nor what is seen of them. */
export type LinkElsewhere = Pick<PageLink, 'lesson' | 'page' | 'seed'>

/** Where a link can lead besides the desk: into a lesson, or to a page in place of the desk. */
export interface Elsewhere {
  /** What is open besides the desk; empty if nothing is. */
  now(): LinkElsewhere
  /** Opens what a link says, and closes what it does not say. Returns what could not be done, in sentences. */
  go(link: LinkElsewhere): Promise<readonly Words[]>
  onChange(changed: () => void): void
}

/** For a desk that is all there is. */
const NOWHERE: Elsewhere = { now: () => ({}), go: async () => [], onChange() {} }

export interface Landing {
  readonly files: readonly AwaitedFile[]
  readonly notes: readonly Words[]
}

export interface KeeperState {
  /** Files that a link means and that are not here. */
  readonly landing: Landing | undefined
  /** What the last link said that could not be done. */
  readonly problems: readonly Words[]
}

export interface KeeperActions {
  /** Opens what the address says, and from now on keeps the address up to date. */
  start(): Promise<void>
  /** Files for the landing. */
  offer(files: readonly NamedBytes[]): Promise<void>
  /** Opens the link with those of its files that are here. */
  goOn(): Promise<void>
  /** Leaves the landing for an empty desk. */
  leave(): void
  dismiss(): void
  /** The link to what is here now; undefined if there is nothing that a link could name. */
  linkNow(): Promise<PageLink | undefined>
}

export type KeeperStore = StoreApi<KeeperState & KeeperActions>

/** Without `writes` the address is read and never touched: in a page that is part of another. */
export function createKeeper(
  desk: DeskStore,
  bar: AddressBar,
  writes = true,
  elsewhere: Elsewhere = NOWHERE,
): KeeperStore {
  let work: Keeping | undefined
  return createStore<KeeperState & KeeperActions>()((set, get) => ({
    landing: undefined,
    problems: [],
    async start() {
      const { Keeping: Work } = await import('./keeping')
      work ??= new Work({ getState: get, setState: set }, desk, bar, writes, elsewhere)
      await work.start()
    },
    offer: async (files) => work?.offer(files),
    goOn: async () => work?.goOn(),
    leave: () => work?.leave(),
    linkNow: async () => work?.describe(),
    dismiss: () => set({ problems: [] }),
  }))
}
