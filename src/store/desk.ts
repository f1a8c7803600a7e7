/**
 * The desk: everything on the page that is not on screen only. Inputs, what is being linked, the finished session, where
 * in time we are, what is selected. It holds ids and handles; what can be derived is derived in `selectors/`.
 */
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Diagnostic } from '../engine/graph/diagnostics'
import type { BlockId } from '../engine/graph/ids'
import type { Words } from '../messages/messages'
import { later } from '../messages/messages'
import type { Comparison } from '../scene/difference/difference'
import type { Difference } from '../scene/difference/sentences'
import type { FoundThings } from '../scene/query/find-things'
import { NOTHING_FOUND } from '../scene/query/find-things'
import type { Catalogue, InputSurvey, LinkService, Paper, QuirkId, WorkStep } from '../worker/protocol'
import { FileGone } from '../worker/origins'
import { Cancelled } from '../worker/protocol'
import type { EdgeFilter } from './filter'
import { NO_FILTER } from './filter'
import { onceAfterFrame } from './after-frame'
import { linkAndOpen } from './link-and-open'
import { say, sayNow } from './language'
import type { PageHands } from './page-hands'
import { placeOf, positionAt } from './place'
import type { Sample, SampleShelf } from './samples'
import type { Drawer } from './drawer'
import type { Selection } from './selection'
import { sameSelection } from './selection'
import type { Session } from './session'
import type { Settings, SettingsChange, Step } from './settings'
import { ShownLink } from './shown-link'
import type { Sheet } from './sheet'
import type { Stage, Tab } from './views'
import { changeSettings, defaultsFor, differingSettings, forgetInput, problemWith, sameSettings } from './settings'

export type { Stage, Tab }

export interface DeskInput {
  readonly id: number
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Why it was refused, if it was. */
  readonly refused: Diagnostic | undefined
  /** What became of it in the last link; undefined while it has not been linked. */
  readonly survey: InputSurvey | undefined
}

export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface Working {
  readonly phase: WorkStep
  /** `performance.now()` when it began. */
  readonly since: number
}

/** Where the map looks: what is in the middle of it, and how large. */
export interface MapWindow {
  /** Screen pixels for one unit of the picture. */
  readonly scale: number
  readonly block: BlockId
  /** Which part of the block is in the middle: 0 its left or top, 1 its right or bottom. */
  readonly across: number
  readonly down: number
}

export interface CameraWish {
  readonly what: 'all' | 'selection' | 'closer' | 'farther' | 'reveal' | 'window'
  /** For `window`: the one to go to, and whether to be there at once. */
  readonly window?: MapWindow
  readonly atOnce?: boolean
}

/** What a lesson or a gate keeps people from doing for a while. */
export interface Rein {
  /** Events beyond which nobody may look yet; absent: all may be seen. */
  readonly until?: number
  /** Settings that may be changed, and `files` if those on the desk may; absent: all. */
  readonly settings?: readonly (keyof Settings | 'files')[]
  /** Why, in a sentence. */
  readonly says: Words
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
  /**
   * The moment that the panels beside a large map show: counting over again for each takes longer than a frame, so they
   * follow the map when it has been painted. Beside a small one the same as `position`.
   */
  readonly panelsAt: number
  readonly playing: boolean
  readonly selection: Selection | undefined
  readonly hover: Selection | undefined
  /** What differs from the linker's defaults; `change` is the only way to change it. */
  readonly settings: Settings
  /** What `reset` goes back to: the sample's own settings, or none. */
  readonly start: Settings
  /** Settings that can be gone back to, and forward again; the nearest one last. */
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The session before the last change of settings, where it was live: what the new one is compared with. */
  readonly before: Session | undefined
  /** What that change made different. */
  readonly difference: Difference | undefined
  /** Which things are the same in both sessions, and where they are apart. */
  readonly comparison: Comparison | undefined
  readonly stage: Stage
  readonly tab: Tab
  /** What the map should bring into view; a new object for each wish. */
  readonly wish: CameraWish | undefined
  /** Which edges are wanted; the others are dimmed. */
  readonly filter: EdgeFilter
  /** The filter's questions are shown. */
  readonly asking: boolean
  /** The text of the search: what has it in its name is marked on the map. */
  readonly query: string
  /** What the search has found so far. */
  readonly found: FoundThings
  /** The text that was searched for when that was found. */
  readonly foundFor: string
  /** The map's zoom: screen pixels for one unit of the picture. */
  readonly scale: number
  /** Where the map looks; undefined while it shows a link as it does at first. */
  readonly window: MapWindow | undefined
  /** Told where the map looks whenever it moves; absent while nobody follows it. */
  readonly onMove?: (window: MapWindow) => void
  /** The dialog that is open over the desk. */
  readonly sheet: Sheet | undefined
  /** The list that is open below the stage. */
  readonly drawer: Drawer | undefined
  /** A sentence for the status line, and for those who cannot see the rest. */
  readonly notice: string
  /** The quirks of LLVM 22 that make a difference to this link: "asking", or undefined while nobody has asked. */
  readonly quirksHere: readonly QuirkId[] | 'asking' | undefined
  /** Something that people asked for and cannot have, with the reason: shown until the next link, or until it is old. */
  readonly refusal: Words
  /** Undefined where there is no page. */
  readonly hands: PageHands | undefined
  readonly rein: Rein | undefined
  /** Before each phase somebody has to say what will happen. */
  readonly gating: boolean
}

export interface DeskActions {
  /** Fetches the list of samples and what the linker can do. */
  open(): Promise<void>
  /** Adds files to those on the desk and links again. */
  addFiles(files: readonly NamedBytes[]): Promise<void>
  /** Replaces what is on the desk with a sample; with these settings in place of its own, if some are given. */
  openSample(id: string, settings?: Settings): Promise<void>
  /** Replaces what is on the desk with files. */
  openFiles(files: readonly NamedBytes[], settings: Settings): Promise<void>
  removeInput(id: number): Promise<void>
  clear(): void
  /** Links what is on the desk. `keep`: only settings changed, so selection and place in time stay. */
  link(keep?: boolean, at?: number): Promise<void>
  /**
   * Changes settings and links again. The sentence says what was changed, for the list of what can be undone. Settings
   * with which the linker could not work change nothing; the status line says why.
   */
  change(change: SettingsChange, sentence: Words, then?: 'end'): Promise<void>
  undo(): Promise<void>
  redo(): Promise<void>
  /** Back to the settings with which the inputs were opened. Can be undone. */
  reset(): Promise<void>
  /** Finds out which quirks of LLVM 22 make a difference to this link. */
  askQuirks(): Promise<void>
  cancel(): void
  seek(position: number): void
  play(playing: boolean): void
  select(selection: Selection | undefined): void
  point(hover: Selection | undefined): void
  show(stage: Stage): void
  openTab(tab: Tab): void
  look(what: Exclude<CameraWish['what'], 'window'>): void
  /** Moves the map to a window. */
  lookAt(window: MapWindow): void
  /** Opens a dialog in place of the one that is open; undefined closes it. */
  openSheet(sheet: Sheet | undefined): void
  noteScale(scale: number): void
  /** Says how large the map's paper is, or probably will be. */
  notePaper(paper: Paper): void
  noteWindow(window: MapWindow | undefined): void
  /** Opens a list below the stage in place of the one that is open; undefined closes it. */
  pull(drawer: Drawer | undefined): void
  /** Changes some of the filter's questions. */
  narrow(filter: Partial<EdgeFilter>): void
  /** Shows or hides the filter's questions. */
  ask(asking: boolean): void
  search(query: string): void
  find(found: FoundThings, text: string): void
  /** A page lends its hands, or takes them back. */
  lend(hands: PageHands | undefined): void
  say(words: Words): void
  /** Holds people back, or lets them go. Files cannot be added or removed while settings are held. */
  holdBack(rein: Rein | undefined): void
  setGating(gating: boolean): void
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
  panelsAt: 0,
  playing: false,
  selection: undefined,
  hover: undefined,
  settings: {},
  start: {},
  past: [],
  future: [],
  before: undefined,
  difference: undefined,
  comparison: undefined,
  stage: 'map',
  tab: 'explain',
  wish: undefined,
  scale: 1,
  window: undefined,
  sheet: undefined,
  drawer: undefined,
  filter: NO_FILTER,
  asking: false,
  query: '',
  found: NOTHING_FOUND,
  foundFor: '',
  notice: '',
  quirksHere: undefined,
  refusal: '',
  hands: undefined,
  rein: undefined,
  gating: false,
}

/** What is not known of an input before it is linked. */
const UNLINKED = { refused: undefined, survey: undefined } as const

/** What new inputs start without. */
const FRESH = { past: [], future: [], selection: undefined, hover: undefined, window: undefined } as const

/** A desk with nothing on it. `now` is given so that tests need no clock. */
export function createDesk(
  linker: LinkService,
  shelf: SampleShelf,
  now: () => number = () => performance.now(),
): DeskStore {
  let lastInput = 0
  /** Counts links, so that an answer knows whether it is still waited for. */
  let lastLink = 0
  /** Counts what is done to the inputs, so that a sample that is fetched knows whether it is still wanted. */
  let lastOpened = 0
  let paper: Paper | undefined
  const shown = new ShownLink(EMPTY)
  const letPanelsFollow = onceAfterFrame(() => {
    const { session } = store.getState()
    if (session) store.setState({ panelsAt: session.replay.position })
  })
  const store = createStore<Desk>()((set, get) => ({
    ...EMPTY,

    async open() {
      const [samples, catalogue] = await Promise.all([shelf.list(), linker.catalogue()])
      set({ samples, catalogue })
    },

    async addFiles(files) {
      if (isHeld(get().rein, ['files'])) return get().say(get().rein!.says)
      lastOpened++
      const added = files.map(({ name, bytes }) => ({ id: ++lastInput, name, bytes, ...UNLINKED }))
      set({ inputs: [...get().inputs, ...added], sample: undefined })
      await get().link()
    },

    async openSample(id, wanted) {
      const sample = get().samples.find((candidate) => candidate.id === id)
      if (!sample) return
      const ticket = ++lastOpened
      const inputs = await Promise.all(
        sample.files.map(async (file) => ({
          id: ++lastInput,
          name: file.name,
          bytes: await shelf.bytes(sample, file),
          ...UNLINKED,
        })),
      )
      // Somebody was faster with something else.
      if (ticket !== lastOpened) return
      set({ ...FRESH, inputs, sample, settings: wanted ?? sample.settings, start: sample.settings })
      await get().link()
    },

    async openFiles(files, settings) {
      lastOpened++
      const inputs = files.map(({ name, bytes }) => ({ id: ++lastInput, name, bytes, ...UNLINKED }))
      set({ ...FRESH, inputs, sample: undefined, settings, start: {} })
      await get().link()
    },

    async removeInput(id) {
      if (isHeld(get().rein, ['files'])) return get().say(get().rein!.says)
      lastOpened++
      const gone = get().inputs.findIndex((input) => input.id === id)
      const inputs = get().inputs.filter((_, i) => i !== gone)
      if (inputs.length === 0) return get().clear()
      const settings = changeSettings(get().settings, forgetInput(get().settings, gone))
      set({ inputs, settings, sample: undefined, selection: undefined })
      await get().link()
    },

    clear() {
      lastOpened++
      // The answer that was awaited belongs to nothing any more, nor does the news that it will not come.
      lastLink++
      linker.cancel()
      const { samples, catalogue, hands, gating } = get()
      set({ ...EMPTY, samples, catalogue, hands, gating, notice: say('page.notice.empty') })
    },

    async link(keep = false, at) {
      const ticket = ++lastLink
      const asked = shown.wish(get(), keep)
      const difference = import('../scene/difference/difference')
      if (get().working || get().quirksHere === 'asking') linker.cancel()
      set({ working: { phase: 'read', since: now() }, playing: false, quirksHere: undefined, refusal: '' })
      const progress = (phase: WorkStep): void => {
        const { working } = get()
        if (working && ticket === lastLink) set({ working: { ...working, phase } })
      }
      try {
        const done = await linkAndOpen(linker, asked, paper, get().session !== undefined, progress)
        const { comparisonOf: compare } = await difference
        if (ticket !== lastLink) return
        const { compared } = done.answer
        set(afterLink(get(), done, compared && ((was, is) => compare(was, is, compared))))
        goTo(get(), at)
        shown.note(asked.number, get())
      } catch (problem) {
        if (ticket !== lastLink) return
        set({ ...(keep ? shown.history : {}), working: undefined, notice: sayStopped(problem) })
      }
    },

    async change(change, sentence, then) {
      const { settings, past, catalogue, position, rein } = get()
      const changed = changeSettings(settings, change)
      if (sameSettings(changed, settings)) return
      if (isHeld(rein, Object.keys(change))) return get().say(rein!.says)
      const problem = catalogue && problemWith(changed, defaultsFor(catalogue, changed))
      if (problem) return get().say(problem)
      const step = { settings, sentence, ...(then ? { from: position } : {}) }
      set({ settings: changed, past: [...past, step], future: [] })
      await get().link(true, endOf(step))
    },

    async undo() {
      const { settings, past, future, rein } = get()
      const step = past.at(-1)
      if (!step) return
      if (isHeld(rein, differingSettings(settings, step.settings))) return get().say(rein!.says)
      set({
        settings: step.settings,
        past: past.slice(0, -1),
        future: [...future, { ...step, settings }],
      })
      await get().link(true, step.from)
    },

    async redo() {
      const { settings, past, future, position, rein } = get()
      const step = future.at(-1)
      if (!step) return
      if (isHeld(rein, differingSettings(settings, step.settings))) return get().say(rein!.says)
      set({
        settings: step.settings,
        past: [...past, { ...step, settings, ...(step.from === undefined ? {} : { from: position }) }],
        future: future.slice(0, -1),
      })
      await get().link(true, endOf(step))
    },

    async reset() {
      const { settings, start, past, rein } = get()
      if (sameSettings(settings, start)) return
      if (isHeld(rein, differingSettings(settings, start))) return get().say(rein!.says)
      set({ settings: start, past: [...past, { settings, sentence: later('changes.made.start') }], future: [] })
      await get().link(true)
    },

    async askQuirks() {
      const { inputs, settings } = get()
      const ticket = lastLink
      set({ quirksHere: 'asking' })
      const asked = { inputs: inputs.map(({ name, bytes }) => ({ name, bytes })), options: settings }
      const quirksHere = await linker.quirks(asked).catch(() => undefined)
      if (ticket === lastLink) set({ quirksHere })
    },

    cancel() {
      linker.cancel()
    },

    seek(position) {
      const { session, rein } = get()
      if (!session) return
      const last = Math.min(session.log.length, rein?.until ?? Infinity)
      const target = Math.max(0, Math.min(last, Math.round(position)))
      session.replay.seek(target)
      if (session.layouts.isLarge) {
        set({ position: target })
        letPanelsFollow()
      } else set({ position: target, panelsAt: target })
      if (target < Math.min(position, session.log.length)) get().say(rein!.says)
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

    show(stage) {
      set({ stage })
    },

    openTab(tab) {
      set({ tab })
    },

    look(what) {
      set({ wish: { what } })
    },

    lookAt(window) {
      set({ window, wish: { what: 'window', window } })
    },

    openSheet(sheet) {
      set({ sheet })
    },

    notePaper(known) {
      paper = known
    },

    noteScale(scale) {
      set({ scale })
    },

    noteWindow(window) {
      set({ window })
    },

    pull(drawer) {
      set({ drawer })
    },

    narrow(filter) {
      set({ filter: { ...get().filter, ...filter } })
    },

    ask(asking) {
      set({ asking })
    },

    search(query) {
      set(query === '' ? { query, found: NOTHING_FOUND, foundFor: '' } : { query })
    },

    find(found, text) {
      set({ found, foundFor: text })
    },

    lend(hands) {
      set({ hands })
    },

    say(words) {
      const notice = sayNow(words)
      // What is shown, or was until it was old, does not become new by being said again.
      set(notice === sayNow(get().refusal) ? { notice } : { notice, refusal: words })
    },

    holdBack(rein) {
      set({ rein })
    },

    setGating(gating) {
      set({ gating })
    },
  }))
  return store
}

/** Whether some of these settings, or the files, may not be changed now. */
const isHeld = (rein: Rein | undefined, keys: readonly string[]): boolean =>
  rein?.settings !== undefined && !keys.every((key) => (rein.settings as readonly string[]).includes(key))

/**
 * The desk after a link: the session where it is live, and the reason on each refused file. With `compare`, only settings
 * have changed.
 */
function afterLink(
  desk: DeskState,
  { answer, opened, read }: Awaited<ReturnType<typeof linkAndOpen>>,
  compare: ((before: Session, after: Session) => Comparison) | undefined,
): Partial<DeskState> {
  const whys = new Map(answer.refused.map(({ input, diagnostic }) => [input, diagnostic]))
  opened.replay.seek(opened.liveAt)
  const { files } = opened.graph
  return {
    inputs: desk.inputs.map((input, i) => ({ ...input, ...read[i], refused: whys.get(i), survey: answer.inputs[i] })),
    session: files.length > 0 ? opened : undefined,
    before: undefined,
    difference: undefined,
    comparison: undefined,
    position: opened.liveAt,
    panelsAt: opened.liveAt,
    selection: undefined,
    query: compare ? desk.query : '',
    found: NOTHING_FOUND,
    foundFor: '',
    filter: compare ? desk.filter : NO_FILTER,
    working: undefined,
    hover: undefined,
    notice: opened.ok
      ? say('page.notice.linked', { files: files.map(({ name }) => name).join(', ') })
      : say('page.notice.failed'),
    ...(compare && desk.session && files.length > 0 ? afterChange(desk, desk.session, opened, compare) : {}),
  }
}

/** What is different, and the same selection and place in time as before. */
function afterChange(
  { position, selection }: DeskState,
  former: Session,
  opened: Session,
  compare: (before: Session, after: Session) => Comparison,
): Partial<DeskState> {
  const place = placeOf(former, position)
  former.replay.seek(former.liveAt)
  const comparison = compare(former, opened)
  const difference = comparison.tell(say)
  // Ids of edges mean other edges now.
  const kept = selection?.kind === 'bundle' ? undefined : selection
  const again = kept?.kind === 'input' ? kept : kept && comparison.find(kept)
  const here = positionAt(opened, place)
  opened.replay.seek(here)
  return {
    before: former,
    difference,
    comparison,
    position: here,
    panelsAt: here,
    selection: again,
    notice: difference.headline,
  }
}

function goTo(desk: Desk, at: number | undefined): void {
  if (at !== undefined) desk.seek(at)
}

/** Where a change leads that is about the end of the link. */
const endOf = ({ from }: Step): number | undefined => (from === undefined ? undefined : Infinity)

function sayStopped(problem: unknown): string {
  if (problem instanceof Cancelled) return say('page.notice.cancelled')
  if (problem instanceof FileGone) return say('page.notice.gone', { file: problem.message })
  return say('page.notice.stopped', { why: problem instanceof Error ? problem.message : String(problem) })
}
