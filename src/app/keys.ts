/**
 * The keyboard. Arrow keys move in time unless a list, a tree or a field has them; single letters can be switched off,
 * because some people dictate and some hands slip.
 */
import { useEffect } from 'react'
import type { EventId, EventLog } from '../engine/graph/log'
import { isCounted } from '../engine/graph/crossings'
import type { BlockId, EdgeId, SectionId } from '../engine/graph/ids'
import { Base } from '../engine/graph/ids'
import { definitionOf } from '../engine/graph/crossings'
import { useDeskStore } from '../store/context'
import type { Desk, DeskStore } from '../store/desk'
import { stageAfter } from '../views/stage/stages'
import { givePolicy, policyBeside } from '../store/give-policy'
import { recall, remember } from '../store/memory-of-choices'
import { phaseSteps } from '../store/selectors/phases'
import { subjectOf } from '../store/selectors/subject'

export interface KeyRow {
  /** Keeps, whatever the words and the keys become. */
  readonly id: string
  /** Empty: by name only, in the palette. */
  readonly keys: readonly string[]
  /** A single letter or sign, which can be switched off. */
  readonly letter: boolean
  readonly says: string
  readonly run: (desk: Desk) => void
}

/** Every command without arguments: the key handler, the list of keys and the palette read these rows. */
export const KEYS: readonly KeyRow[] = [
  {
    id: 'next-event',
    keys: ['ArrowRight'],
    letter: false,
    says: 'next event',
    run: (desk) => desk.seek(desk.position + 1),
  },
  {
    id: 'previous-event',
    keys: ['ArrowLeft'],
    letter: false,
    says: 'previous event',
    run: (desk) => desk.seek(desk.position - 1),
  },
  {
    id: 'next-phase',
    keys: ['Shift+ArrowRight', 'PageDown'],
    letter: false,
    says: 'next phase that changed something',
    run: (desk) => seekPhase(desk, 1),
  },
  {
    id: 'previous-phase',
    keys: ['Shift+ArrowLeft', 'PageUp'],
    letter: false,
    says: 'previous phase that changed something',
    run: (desk) => seekPhase(desk, -1),
  },
  { id: 'first-event', keys: ['Home'], letter: false, says: 'before the first event', run: (desk) => desk.seek(0) },
  {
    id: 'last-event',
    keys: ['End'],
    letter: false,
    says: 'after the last event',
    run: (desk) => desk.seek(desk.session?.log.length ?? 0),
  },
  { id: 'play', keys: [' '], letter: false, says: 'play or pause', run: (desk) => desk.play(!desk.playing) },
  { id: 'follow-out', keys: [']'], letter: true, says: 'follow an edge out', run: (desk) => followEdge(desk, 1) },
  { id: 'follow-back', keys: ['['], letter: true, says: 'follow an edge back', run: (desk) => followEdge(desk, -1) },
  { id: 'explain-event', keys: ['E'], letter: true, says: 'explain what the event was about', run: explainEvent },
  { id: 'search', keys: ['/'], letter: true, says: 'search', run: () => focus('search') },
  { id: 'go-to', keys: ['G'], letter: true, says: 'go to an address or a name', run: () => focus('search') },
  { id: 'outline', keys: ['T'], letter: true, says: 'outline', run: () => focus('outline') },
  {
    id: 'next-stage',
    keys: ['V'],
    letter: true,
    says: 'next view: map, memory, matrix',
    run: (desk) => desk.show(stageAfter(desk.stage)),
  },
  { id: 'what-if', keys: ['W'], letter: true, says: 'what if: change something', run: openWhatIf },
  {
    id: 'differences',
    keys: ['D'],
    letter: true,
    says: 'differences made by the last change',
    run: (desk) => desk.openTab('differences'),
  },
  {
    id: 'section-left',
    keys: ['Alt+ArrowLeft'],
    letter: false,
    says: 'move the section one column left',
    run: (desk) => moveColumn(desk, -1),
  },
  {
    id: 'section-right',
    keys: ['Alt+ArrowRight'],
    letter: false,
    says: 'move the section one column right',
    run: (desk) => moveColumn(desk, 1),
  },
  { id: 'undo', keys: ['Ctrl+Z'], letter: false, says: 'undo the last change', run: (desk) => void desk.undo() },
  { id: 'redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], letter: false, says: 'redo it', run: (desk) => void desk.redo() },
  { id: 'fit-selection', keys: ['F'], letter: true, says: 'fit the selection', run: (desk) => desk.look('selection') },
  { id: 'fit-all', keys: ['0'], letter: true, says: 'fit all', run: (desk) => desk.look('all') },
  {
    id: 'events',
    keys: ['L'],
    letter: true,
    says: 'list of events, what they changed, breakpoints',
    run: (desk) => desk.pull(desk.drawer?.kind === 'events' ? undefined : { kind: 'events' }),
  },
  {
    id: 'matrix',
    keys: ['M'],
    letter: true,
    says: 'matrix of who refers to whom, or the map again',
    run: (desk) => desk.show(desk.stage === 'matrix' ? 'map' : 'matrix'),
  },
  { id: 'zoom-in', keys: ['+', '='], letter: true, says: 'zoom in', run: (desk) => desk.look('closer') },
  { id: 'zoom-out', keys: ['-'], letter: true, says: 'zoom out', run: (desk) => desk.look('farther') },
  { id: 'keys', keys: ['?'], letter: true, says: 'list of keys', run: (desk) => desk.openSheet('keys') },
  { id: 'up', keys: ['Escape'], letter: false, says: 'one level up; in the end nothing is selected', run: goUp },
  {
    id: 'palette',
    keys: ['Ctrl+Shift+P'],
    letter: false,
    says: 'every command, by name (also > in the search)',
    run: (desk) => desk.openSheet('palette'),
  },
  {
    id: 'share',
    keys: [],
    letter: false,
    says: 'share: link, picture, tables, graph, commands',
    run: (desk) => desk.openSheet('share'),
  },
  {
    id: 'reset',
    keys: [],
    letter: false,
    says: 'back to the settings with which the files were opened',
    run: (desk) => void desk.reset(),
  },
  {
    id: 'strict',
    keys: [],
    letter: false,
    says: 'link strictly, or with assumed addresses',
    run: ({ settings, change }) => void change({ strict: !settings.strict }, 'strictness'),
  },
  {
    id: 'compat',
    keys: [],
    letter: false,
    says: 'link as LLVM 22 does, mistakes included, or as the ABI says',
    run: ({ settings, change }) => void change({ compat: !settings.compat }, 'LLVM 22’s way'),
  },
  { id: 'clear', keys: [], letter: false, says: 'start again with an empty desk', run: (desk) => desk.clear() },
]

const LETTERS_OFF = 'linkscape.letters-off'

export const lettersOff = (): boolean => recall(LETTERS_OFF) === 'yes'

export function setLettersOff(off: boolean): void {
  remember(LETTERS_OFF, off ? 'yes' : undefined)
}

/** Listens for keys on the whole page. */
export function useKeys(): void {
  const store = useDeskStore()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return
      // A dialog has the keys to itself.
      if (store.getState().sheet === undefined) handle(store, event)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [store])
}

function handle(store: DeskStore, event: KeyboardEvent): void {
  const pressed = nameOf(event)
  const row = KEYS.find(({ keys }) => keys.includes(pressed))
  if (!row || (row.letter && lettersOff())) return
  if (event.key === ' ' && event.target instanceof HTMLButtonElement) return
  event.preventDefault()
  row.run(store.getState())
}

/** `Ctrl+Shift+Z`; the Command key counts as Ctrl. Shift is part of the character for a letter or sign alone. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const name = key.length === 1 ? key.toUpperCase() : key
  const command = ctrlKey || metaKey
  const shift = shiftKey && (key.length > 1 || command)
  return `${command ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${name}`
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'range'
}

function focus(id: string): void {
  document.getElementById(id)?.focus()
}

/** Opens the controls and goes to the first of them. */
function openWhatIf(desk: Desk): void {
  desk.openTab('what-if')
  requestAnimationFrame(() => focus('tab-what-if'))
}

/** The section that is selected, or that of the selected block, gets the policy of the next column. */
function moveColumn(desk: Desk, step: number): void {
  const x = selectedSection(desk)
  if (x === undefined || !desk.session) {
    desk.say('Select a section or a block first.')
    return
  }
  const policy = policyBeside(desk.session.graph.sections.lifetime[x], step)
  if (policy === undefined) desk.say('There is no column on that side.')
  else void givePolicy(desk, x, { lifetime: policy })
}

function selectedSection({ session, selection }: Desk): SectionId | undefined {
  if (!session || !selection) return undefined
  const { graph } = session
  const sectionOf = (b: BlockId): SectionId => graph.blocks.section[b]
  if (selection.kind === 'section') return selection.id
  if (selection.kind === 'block') return sectionOf(selection.id)
  if (selection.kind === 'edge') return sectionOf(graph.edges.block[selection.id])
  if (selection.kind !== 'symbol' || graph.symbols.base[selection.id] !== Base.Defined) return undefined
  return sectionOf(graph.symbols.block[selection.id])
}

function seekPhase(desk: Desk, direction: 1 | -1): void {
  if (!desk.session) return
  const { log } = desk.session
  const ends = phaseSteps(desk.session)
    .filter(({ first, end }) => recordsBefore(log, end) > recordsBefore(log, first))
    .map(({ end }) => end)
  const stops = [0, ...ends]
  const next = direction > 0 ? stops.find((end) => end > desk.position) : stops.findLast((end) => end < desk.position)
  if (next !== undefined) desk.seek(next)
}

/** Cells that the first so many events changed: phases that changed none are skipped. */
const recordsBefore = (log: EventLog, events: number): number =>
  events < log.length ? log.events.firstRecord[events as EventId] : log.records.length

function explainEvent(desk: Desk): void {
  if (!desk.session) return
  const subject = subjectOf(desk.session, desk.position)
  if (!subject) {
    desk.say('This event is about the whole link.')
    return
  }
  desk.select(subject)
  desk.look('reveal')
}

/** From a block or a name to its first edge, from an edge to its other end. */
function followEdge(desk: Desk, direction: 1 | -1): void {
  const { session, selection } = desk
  if (!session || !selection) return
  if (selection.kind === 'section' || selection.kind === 'input' || selection.kind === 'bundle') return
  const { graph, outgoing, incoming } = session
  if (selection.kind === 'edge') {
    const target = definitionOf(graph, graph.edges.target[selection.id])
    desk.select(direction > 0 ? { kind: 'symbol', id: target } : { kind: 'block', id: graph.edges.block[selection.id] })
  } else {
    const index = direction > 0 ? outgoing : incoming
    const row = direction > 0 ? blockOf(desk, selection) : selection.id
    const first = Array.from(index.edge.subarray(index.start[row], index.start[row + 1])).find((e) =>
      isCounted(graph, e as EdgeId),
    )
    if (first === undefined) {
      desk.say('No edge leads on from here.')
      return
    }
    desk.select({ kind: 'edge', id: first as EdgeId })
  }
  desk.look('reveal')
}

function blockOf({ session }: Desk, selection: { kind: 'block' | 'symbol'; id: number }): number {
  if (selection.kind === 'block' || !session) return selection.id
  const { base, block } = session.graph.symbols
  return base[selection.id as never] === Base.Defined ? block[selection.id as never] : 0
}

/** Edge → its block → its section → nothing. */
function goUp(desk: Desk): void {
  const { session, selection } = desk
  if (!session || !selection) return
  const { graph } = session
  if (selection.kind === 'edge') desk.select({ kind: 'block', id: graph.edges.block[selection.id] })
  else if (selection.kind === 'symbol' && graph.symbols.base[selection.id] === Base.Defined)
    desk.select({ kind: 'block', id: graph.symbols.block[selection.id] })
  else if (selection.kind === 'block') desk.select({ kind: 'section', id: graph.blocks.section[selection.id] })
  else desk.select(undefined)
}
