/**
 * Between a selection, which is an id, and its name, which keeps. A name is only given if looking it up leads back to
 * the same thing; so what a link points at is never something else than what was selected.
 */
import { edgeKindName } from '../../engine/arch/arch'
import type { BlockId, EdgeId, FileId, SectionId } from '../../engine/graph/ids'
import { Base } from '../../engine/graph/ids'
import { NO_NAME } from '../../engine/table/name-table'
import type { Bundle, Selection } from '../selection'
import { sameSelection } from '../selection'
import type { Session } from '../session'
import type { NamedEnd, NamedThing } from './named-thing'
import type { BlockPlace } from './places'
import type { RibbonEnd } from './ribbons'
import { endsOf, ribbonBetween } from './ribbons'
import { placeName, placesOf, sectionsCalled, symbolsCalled, whileLive } from './places'

/** What names are looked up in: a session and the inputs in which its files stand. */
export interface Naming {
  readonly session: Session | undefined
  readonly inputs: readonly { readonly id: number; readonly name: string }[]
}

/** The name of what is selected; undefined if it has none that leads back to it. */
export function nameThing(naming: Naming, selection: Selection): NamedThing | undefined {
  const { session } = naming
  if (!session) return selection.kind === 'input' ? nameInput(naming, selection.id) : undefined
  if (selection.kind === 'bundle') return nameRibbon(naming, session, selection)
  const names = namesFor(session, naming.inputs)
  const key = `${selection.kind} ${selection.id}`
  if (names.has(key)) return names.get(key)
  const name = whileLive(session, () => {
    const plain = describe(naming, session, selection)
    return plain && numbered(naming, session, plain, selection)
  })
  names.set(key, name)
  return name
}

/** By kind and id; things without a name as well. */
type Names = Map<string, NamedThing | undefined>

/** Found once: the address follows every step through time, and a large link takes long to go to where it is live and back. */
const NAMES = new WeakMap<Session, { readonly inputs: Naming['inputs']; readonly names: Names }>()

function namesFor(session: Session, inputs: Naming['inputs']): Names {
  const known = NAMES.get(session)
  if (known?.inputs === inputs) return known.names
  const names: Names = new Map()
  NAMES.set(session, { inputs, names })
  return names
}

/** What a name means in this link; undefined if there is no such thing. */
export function findThing(naming: Naming, thing: NamedThing): Selection | undefined {
  const { session } = naming
  if (thing.kind === 'input') return findInput(naming, thing)
  if (!session) return undefined
  return whileLive(session, () =>
    thing.kind === 'ribbon' ? findRibbon(naming, session, thing) : at([...found(naming, session, thing)], thing),
  )
}

const RIBBON_NAMES = new WeakMap<Bundle, NamedThing | 'none'>()

/** The name is given once for each bundle: finding out what its edges have in common takes a look at all of them. */
function nameRibbon(naming: Naming, session: Session, selected: Bundle): NamedThing | undefined {
  const known = RIBBON_NAMES.get(selected) ?? whileLive(session, () => makeName(naming, session, selected)) ?? 'none'
  RIBBON_NAMES.set(selected, known)
  return known === 'none' ? undefined : known
}

function makeName(naming: Naming, session: Session, selected: Bundle): NamedThing | undefined {
  const ends = endsOf(session, selected)
  const from = ends && nameEnd(naming, session, ends.from)
  const to = ends?.to && nameEnd(naming, session, ends.to)
  if (!ends || !from || (ends.to && !to)) return undefined
  return { kind: 'ribbon', ...from, ...(to ? { to } : {}) }
}

function nameEnd(naming: Naming, session: Session, end: Exclude<RibbonEnd, undefined>): NamedEnd | undefined {
  if ('file' in end) return nameFile(naming, session, end.file)
  const named = nameThing(naming, { kind: 'section', id: end.section })
  if (!named) return undefined
  const { kind: _, ...rest } = named
  return rest
}

function findRibbon(naming: Naming, session: Session, thing: NamedThing): Selection | undefined {
  const from = findEnd(naming, session, thing)
  const to = thing.to && findEnd(naming, session, thing.to)
  if (!from || (thing.to && !to)) return undefined
  return ribbonBetween(session, { from, to })
}

function findEnd(naming: Naming, session: Session, end: NamedEnd): RibbonEnd {
  const file = fileOf(naming, session, end)
  if (file === undefined || end.section === undefined) return file === undefined ? undefined : { file }
  const section = [...sectionsCalled(session, file, end.section)][(end.number ?? 1) - 1]
  return section === undefined ? undefined : { section: section as SectionId }
}

/** Edges have a number of their own; that of their place has been used already. */
const at = (all: readonly Selection[], { kind, number = 1, edgeNumber = 1 }: NamedThing): Selection | undefined =>
  all[(kind === 'edge' ? edgeNumber : number) - 1]

function* found(naming: Naming, session: Session, thing: NamedThing): Generator<Selection> {
  const file = fileOf(naming, session, thing)
  if (file === undefined) return
  const { kind, section = '', symbol = '' } = thing
  if (kind === 'section') for (const id of sectionsCalled(session, file, section)) yield { kind, id }
  else if (kind === 'symbol') for (const id of symbolsCalled(session, file, symbol)) yield { kind, id }
  else if (kind === 'block') for (const { block } of placesOf(session, file, thing)) yield { kind, id: block }
  else if (kind === 'edge') {
    const place = [...placesOf(session, file, thing)][(thing.number ?? 1) - 1]
    if (place) for (const id of edgesAt(session, place, thing.edge)) yield { kind, id }
  }
}

/** Edges at a place: those of a kind if there are any, else all. */
function edgesAt(
  { graph, outgoing, arch }: Session,
  { block, offset }: BlockPlace,
  kind: string | undefined,
): EdgeId[] {
  const there: EdgeId[] = []
  for (let i = outgoing.start[block]!; i < outgoing.start[block + 1]!; i++) {
    const e = outgoing.edge[i]! as EdgeId
    if (graph.edges.block[e] === block && graph.edges.offset[e] === offset) there.push(e)
  }
  const fitting = there.filter((e) => edgeKindName(arch, graph.edges.kind[e]) === kind)
  return fitting.length > 0 ? fitting : there
}

/** A name that fits, though perhaps not it alone. */
function describe(naming: Naming, session: Session, selection: Selection): NamedThing | undefined {
  const { graph, arch } = session
  switch (selection.kind) {
    case 'input':
      return nameInput(naming, selection.id)
    case 'section': {
      const inFile = nameFile(naming, session, graph.sections.file[selection.id])
      return inFile && { kind: 'section', ...inFile, section: graph.sectionName(selection.id) }
    }
    case 'symbol': {
      if (graph.symbols.name[selection.id] === NO_NAME) return undefined
      const inFile = nameFile(naming, session, graph.symbols.file[selection.id])
      return inFile && { kind: 'symbol', ...inFile, symbol: graph.nameOf(selection.id) }
    }
    case 'block':
      return describePlace(naming, session, 'block', { block: selection.id, offset: 0 })
    case 'edge': {
      const { block, offset, kind } = graph.edges
      const place = { block: block[selection.id], offset: offset[selection.id] }
      const named = describePlace(naming, session, 'edge', place)
      return named && { ...named, edge: edgeKindName(arch, kind[selection.id]) }
    }
    default:
      return undefined
  }
}

function describePlace(
  naming: Naming,
  session: Session,
  kind: 'block' | 'edge',
  place: BlockPlace,
): NamedThing | undefined {
  const x = session.graph.blocks.section[place.block]
  const file = session.graph.sections.file[x]
  const inFile = nameFile(naming, session, file)
  if (!inFile) return undefined
  const section = session.graph.sectionName(x)
  // A block is called by its first symbol, wherever in the block that is.
  const named = placeName(session, kind === 'block' ? firstNamed(session, place.block) : place)
  const plain: NamedThing = { kind, ...inFile, section, ...named }
  const places = [...placesOf(session, file, plain)]
  const number = places.findIndex(
    ({ block, offset }) => block === place.block && (kind === 'block' || offset === place.offset),
  )
  return number < 0 ? undefined : { ...plain, ...(number > 0 ? { number: number + 1 } : {}) }
}

/** The place of a block's first named symbol; its beginning if it has none. */
function firstNamed({ graph }: Session, b: BlockId): BlockPlace {
  const { base, block, name, offset } = graph.symbols
  let first: bigint | undefined
  for (let s = 0; s < graph.symbols.length; s++) {
    const id = s as never
    if (block[id] !== b || base[id] !== Base.Defined || name[id] === NO_NAME) continue
    if (first === undefined || offset.big[id] < first) first = offset.big[id]
  }
  return { block: b, offset: Number(first ?? 0n) }
}

/** The name with the number that singles the thing out. */
function numbered(naming: Naming, session: Session, plain: NamedThing, wanted: Selection): NamedThing | undefined {
  if (plain.kind === 'input') return plain
  const all = [...found(naming, session, plain)]
  const number = all.findIndex((candidate) => sameSelection(candidate, wanted)) + 1
  if (number === 0) return undefined
  if (number === 1 || plain.kind === 'block') return plain
  return plain.kind === 'edge' ? { ...plain, edgeNumber: number } : { ...plain, number }
}

function nameFile(naming: Naming, { inputOfFile }: Session, file: FileId): Pick<NamedThing, 'file'> | undefined {
  const input = naming.inputs[inputOfFile[file]!]
  return input && fileName(naming, input.id)
}

function nameInput(naming: Naming, id: number): NamedThing | undefined {
  const named = fileName(naming, id)
  return named && { kind: 'input', ...named }
}

function fileName({ inputs }: Naming, id: number): Pick<NamedThing, 'file' | 'fileNumber'> | undefined {
  const file = inputs.find((input) => input.id === id)?.name
  if (file === undefined) return undefined
  const number = inputs.filter(({ name }) => name === file).findIndex((input) => input.id === id) + 1
  return { file, ...(number > 1 ? { fileNumber: number } : {}) }
}

const inputCalled = ({ inputs }: Naming, { file, fileNumber = 1 }: NamedEnd) =>
  inputs.filter(({ name }) => name === file)[fileNumber - 1]

function findInput(naming: Naming, thing: NamedThing): Selection | undefined {
  const input = inputCalled(naming, thing)
  return input && { kind: 'input', id: input.id }
}

function fileOf(naming: Naming, { inputOfFile }: Session, thing: NamedEnd): FileId | undefined {
  const input = inputCalled(naming, thing)
  const file = input ? inputOfFile.indexOf(naming.inputs.indexOf(input)) : -1
  return file < 0 ? undefined : (file as FileId)
}
