/**
 * The desk: everything on the page that is not on screen only. Inputs, what is being linked, the finished session, where
 * in time we are, what is selected. It holds ids and handles; what can be derived is derived in `selectors/`.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Diagnostic } from '../engine/graph/diagnostics'
import type { PhaseId } from '../engine/graph/events'
import { lifetimeByName } from '../engine/graph/lifetimes'
import type { Catalogue, LinkAnswer, LinkAsk, LinkService, PolicyRule } from '../worker/protocol'
import { Cancelled } from '../worker/protocol'
import type { Sample, SampleShelf } from './samples'
import type { Selection } from './selection'
import { sameSelection } from './selection'
import type { Session } from './session'

export interface DeskInput {
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Why it was refused, if it was. */
  readonly refused: Diagnostic | undefined
}

export interface Working {
  readonly phase: PhaseId
  /** `performance.now()` when it began. */
  readonly since: number
}

export interface CameraWish {
  readonly what: 'all' | 'selection' | 'closer' | 'farther' | 'reveal'
}

export interface DeskState {
  readonly inputs: readonly DeskInput[]
  /** The sample that the inputs came from, if they are just that. */
  readonly sample: Sample | undefined
  readonly samples: readonly Sample[]
  /** What the linker can do; undefined until it has said so. */
  readonly catalogue: Catalogue | undefined
  readonly working: Working | undefined
  readonly session: Session | undefined
  /** Events that have happened: 0 to the log's length. */
  readonly position: number
  readonly playing: boolean
  readonly selection: Selection | undefined
  readonly hover: Selection | undefined
  /** Addresses given by hand to names that nobody defines. */
  readonly addresses: ReadonlyMap<string, bigint>
  readonly policies: readonly PolicyRule[]
  readonly strict: boolean
  /** What the map should bring into view; a new object for each wish. */
  readonly wish: CameraWish | undefined
  /** The map's zoom: screen pixels for one unit of the picture. */
  readonly scale: number
  /** A sentence for the status line, and for those who cannot see the rest. */
  readonly notice: string
}

export interface DeskActions {
  /** Fetches the list of samples and what the linker can do. */
  open(): Promise<void>
  /** Adds files to those on the desk and links again. */
  addFiles(files: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[]): Promise<void>
  /** Replaces what is on the desk with a sample. */
  openSample(id: string): Promise<void>
  removeInput(id: number): Promise<void>
  clear(): void
  /** Links what is on the desk. `keep`: the inputs are the same, so what is selected stays selected. */
  link(keep?: boolean): Promise<void>
  cancel(): void
  seek(position: number): void
  play(playing: boolean): void
  select(selection: Selection | undefined): void
  point(hover: Selection | undefined): void
  setAddress(name: string, address: bigint | undefined): Promise<void>
  setPolicy(pattern: string, lifetime: number | undefined): Promise<void>
  setStrict(strict: boolean): Promise<void>
  look(what: CameraWish['what']): void
  noteScale(scale: number): void
  say(notice: string): void
}

export type Desk = DeskState & DeskActions
export type DeskStore = StoreApi<Desk>

const EMPTY: DeskState = {
  inputs: [],
  sample: undefined,
  samples: [],
  catalogue: undefined,
  working: undefined,
  session: undefined,
  position: 0,
  playing: false,
  selection: undefined,
  hover: undefined,
  addresses: new Map(),
  policies: [],
  strict: false,
  wish: undefined,
  scale: 1,
  notice: '',
}

/** A desk with nothing on it. `now` is given so that tests need no clock. */
export function createDesk(
  linker: LinkService,
  shelf: SampleShelf,
  now: () => number = () => performance.now(),
): DeskStore {
  let lastInput = 0
  let lastLink = 0
  return createStore<Desk>()((set, get) => ({
    ...EMPTY,

    async open() {
      const [samples, catalogue] = await Promise.all([shelf.list(), linker.catalogue()])
      set({ samples, catalogue })
    },

    async addFiles(files) {
      const added = files.map(({ name, bytes }) => ({ id: ++lastInput, name, bytes, refused: undefined }))
      set({ inputs: [...get().inputs, ...added], sample: undefined })
      await get().link()
    },

    async openSample(id) {
      const sample = get().samples.find((candidate) => candidate.id === id)
      if (!sample) return
      const inputs = await Promise.all(
        sample.files.map(async (file) => ({
          id: ++lastInput,
          name: file.name,
          bytes: await shelf.bytes(sample, file),
          refused: undefined,
        })),
      )
      const policies = (sample.policies ?? []).map(({ pattern, lifetime }) => ({
        pattern,
        lifetime: lifetimeByName(lifetime) ?? 0,
      }))
      set({ inputs, sample, policies, addresses: new Map(), strict: false, selection: undefined, hover: undefined })
      await get().link()
    },

    async removeInput(id) {
      const inputs = get().inputs.filter((input) => input.id !== id)
      if (inputs.length === 0) return get().clear()
      set({ inputs, sample: undefined, selection: undefined })
      await get().link()
    },

    clear() {
      linker.cancel()
      set({ ...EMPTY, samples: get().samples, catalogue: get().catalogue, notice: 'The desk is empty.' })
    },

    async link(keep = false) {
      const ticket = ++lastLink
      const { inputs } = get()
      const opener = import('./session')
      if (get().working) linker.cancel()
      set({ working: { phase: 'read', since: now() }, playing: false })
      const progress = (phase: PhaseId): void => {
        const { working } = get()
        if (working && ticket === lastLink) set({ working: { ...working, phase } })
      }
      try {
        const answer = await linker.link(askOf(get()), progress)
        // The page's half of the engine is fetched while the worker links.
        const { openSession } = await opener
        if (ticket === lastLink)
          set({ ...afterLink(inputs, answer, openSession), selection: keep ? get().selection : undefined })
      } catch (problem) {
        if (ticket === lastLink) set({ working: undefined, notice: sayStopped(problem) })
      }
    },

    cancel() {
      linker.cancel()
    },

    seek(position) {
      const { session } = get()
      if (!session) return
      const target = Math.max(0, Math.min(session.log.length, Math.round(position)))
      session.replay.seek(target)
      set({ position: target })
    },

    play(playing) {
      const { session, position } = get()
      if (!session) return
      if (playing && position >= session.liveAt) get().seek(0)
      set({ playing })
    },

    select(selection) {
      if (!sameSelection(selection, get().selection)) set({ selection })
    },

    point(hover) {
      if (!sameSelection(hover, get().hover)) set({ hover })
    },

    async setAddress(name, address) {
      const addresses = new Map(get().addresses)
      if (address === undefined) addresses.delete(name)
      else addresses.set(name, address)
      set({ addresses })
      await get().link(true)
    },

    async setPolicy(pattern, lifetime) {
      const others = get().policies.filter((rule) => rule.pattern !== pattern)
      set({ policies: lifetime === undefined ? others : [...others, { pattern, lifetime }] })
      await get().link(true)
    },

    async setStrict(strict) {
      set({ strict })
      await get().link(true)
    },

    look(what) {
      set({ wish: { what } })
    },

    noteScale(scale) {
      set({ scale })
    },

    say(notice) {
      set({ notice })
    },
  }))
}

type Opener = (answer: LinkAnswer, files: readonly Uint8Array<ArrayBuffer>[]) => Session

function askOf({ inputs, addresses, policies, strict }: DeskState): LinkAsk {
  return {
    inputs: inputs.map(({ name, bytes }) => ({ name, bytes })),
    options: { absolutes: addresses, policies, compat: false, ...(strict ? { undefined: 'strict' as const } : {}) },
  }
}

/** The desk after a link: the session at its end, and the reason on each file that was refused. */
function afterLink(inputs: readonly DeskInput[], answer: LinkAnswer, openSession: Opener): Partial<DeskState> {
  const reasons = new Map(answer.refused.map(({ input, diagnostic }) => [input, diagnostic]))
  const opened = openSession(
    answer,
    inputs.map(({ bytes }) => bytes),
  )
  opened.replay.seek(opened.liveAt)
  const names = opened.graph.files.map(({ name }) => name).join(', ')
  return {
    inputs: inputs.map((input, i) => ({ ...input, refused: reasons.get(i) })),
    session: opened.graph.files.length > 0 ? opened : undefined,
    position: opened.liveAt,
    working: undefined,
    hover: undefined,
    notice: opened.ok ? `Linked ${names}.` : 'The link failed.',
  }
}

function sayStopped(problem: unknown): string {
  if (problem instanceof Cancelled) return 'Cancelled. What was here before is still here.'
  return `The linker stopped: ${problem instanceof Error ? problem.message : String(problem)}`
}
