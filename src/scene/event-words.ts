/**
 * What an event did, in the language of the page. The linker's own sentences are English; another language has one for each
 * type of event, which takes its arguments from here: what the event's subjects are called, and their numbers.
 */
import { hex } from '../base/hex'
import { grouped } from '../base/plural'
import { tombstoneFor } from '../engine/arch/tombstone'
import type { ChoiceFacts } from '../engine/graph/choices'
import { choiceAt, factsOf } from '../engine/graph/choices'
import type { EventRow } from '../engine/graph/events'
import type { ActionId, BlockId, EdgeId, FileId, SectionId, SegmentId, SymbolId } from '../engine/graph/ids'
import { Linkage, NO_EDGE, NO_SYMBOL, protectionText } from '../engine/graph/ids'
import { LIFETIMES, NO_ALLOC } from '../engine/graph/lifetimes'
import type { EventId } from '../engine/graph/log'
import { RELEASE_REASONS, SectionFlag, SymbolFlag } from '../engine/graph/schema'
import type { Args } from '../messages/messages'
import { sayRow } from '../messages/messages'
import { actionText, twinText } from './action-words'
import type { Told } from './changes'
import { sayAsker } from './memory-rows'

/** The sentence of an event. The graph must be in the state right after it. */
export function sayEvent(told: Told, e: EventId): string {
  const { log, describer, say } = told
  const row = log.rowOf(e)
  const args = { ...subjectArgs(told, row, log.events.a[e]), ...otherArgs(told, row, log.events.b[e]) }
  const all = row.type === 'definitionChosen' ? { ...args, ...choiceArgs(told, e) } : args
  return sayRow(say, `events.${row.type}.says`, describer.event(log, e), all)
}

/** Why the winner was chosen, if the event took a definition's place from it. */
function choiceArgs({ graph, log }: Told, e: EventId): Args {
  const choice = choiceAt(log, e)
  return choice ? choiceWords(factsOf(graph, choice)) : { how: 'needed' }
}

/** The facts of a choice as arguments of a message. */
export function choiceWords({ name, files, kinds, selection, sizes, compared, reason }: ChoiceFacts): Args {
  const bothCommons = kinds[0] === 'common' && kinds[1] === 'common'
  return {
    how: selection !== undefined ? 'comdat' : reason === 'kind' ? 'kind' : bothCommons ? 'commons' : 'first',
    other: name,
    home: files[0],
    file: files[1],
    kind: kinds[0],
    rest: kinds[1],
    selection: selection?.replace(/ (.)/, (_, letter: string) => letter.toUpperCase()) ?? '',
    bytes: grouped(sizes[0]),
    bytes2: grouped(sizes[1]),
    compared,
    reason,
  }
}

function subjectArgs(told: Told, { type, a }: EventRow, id: number): Args {
  switch (a) {
    case 'file':
      return fileArgs(told, id as FileId)
    case 'section':
      return sectionArgs(told, id as SectionId)
    case 'block':
      return blockArgs(told, id as BlockId)
    case 'symbol':
      return symbolArgs(told, id as SymbolId)
    case 'edge':
      return edgeArgs(told, id as EdgeId, type === 'tombstoned')
    case 'segment':
      return segmentArgs(told, id as SegmentId)
    case 'action':
      return actionArgs(told, id as ActionId)
    case 'none':
      return {}
  }
}

/** Arguments from the second subject; those that the first has as well are called otherwise. */
function otherArgs({ graph, describer, say }: Told, { b }: EventRow, id: number): Args {
  switch (b) {
    case 'count':
      return { count: id }
    case 'symbol':
      return { other: describer.symbol(id as SymbolId), home: describer.file(graph.symbols.file[id as SymbolId]) }
    case 'block':
      return { bytes: Number(graph.blocks.size.big[id as BlockId]) }
    case 'edge':
      return id === NO_EDGE ? { why: 'root', by: '' } : { why: 'edge', by: describer.source(id as EdgeId) }
    case 'asker':
      return { asker: sayAsker(say, id) }
    case 'reason':
      return { reason: RELEASE_REASONS[id]?.id ?? '' }
    default:
      return {}
  }
}

function fileArgs({ graph, describer }: Told, f: FileId): Args {
  const { pulled } = graph.files[f]!
  return { file: describer.file(f), name: pulled?.name ?? '', by: pulled?.by ?? '', wanted: pulled?.by ? 'yes' : 'no' }
}

function sectionArgs({ graph, describer }: Told, x: SectionId): Args {
  const { lifetime, protection, flags, file } = graph.sections
  const kept = lifetime[x] === NO_ALLOC ? 'metadata' : 'memory'
  return {
    section: describer.section(x),
    file: describer.file(file[x]),
    policy: LIFETIMES[lifetime[x]]!.name,
    protection: protectionText(protection[x]),
    role: flags[x] & SectionFlag.Bookkeeping ? 'bookkeeping' : kept,
  }
}

function blockArgs({ graph, describer }: Told, b: BlockId): Args {
  const section = describer.section(graph.blocks.section[b])
  const block = describer.block(b)
  return {
    section,
    block,
    place: block === section ? section : `${block} (${section})`,
    bytes: Number(graph.blocks.size.big[b]),
    address: hex(graph.blocks.address.big[b]),
  }
}

function symbolArgs({ graph, describer }: Told, s: SymbolId): Args {
  const { file, flags, definition, linkage } = graph.symbols
  const assumed = flags[s] & SymbolFlag.Assumed ? 'assumed' : 'given'
  return {
    symbol: describer.symbol(s),
    file: describer.file(file[s]),
    address: hex(graph.addressOf(s)),
    strength: linkage[s] === Linkage.Weak ? 'weak' : 'strong',
    how: definition[s] === NO_SYMBOL ? assumed : 'defined',
    definer: definition[s] === NO_SYMBOL ? '' : describer.file(file[definition[s]]),
  }
}

function edgeArgs({ graph, arch, describer }: Told, e: EdgeId, isTombstone: boolean): Args {
  const fixup = arch.fixups[graph.edges.kind[e]]
  return {
    source: describer.source(e),
    target: describer.target(e),
    kind: describer.kind(e),
    bytes: fixup?.field.bytes ?? 0,
    way: fixup === undefined ? 'none' : fixup.formula.coefficient.TP === 0 ? 'direct' : 'constant',
    value: isTombstone ? String(tombstoneFor(graph, graph.edges.block[e])) : '',
  }
}

function segmentArgs({ graph }: Told, g: SegmentId): Args {
  const { reserved, address, protection, lifetime } = graph.segments
  return {
    bytes: Number(reserved.big[g]),
    address: hex(address.big[g]),
    protection: protectionText(protection[g]),
    policy: LIFETIMES[lifetime[g]]!.name,
  }
}

function actionArgs({ graph, describer, say }: Told, a: ActionId): Args {
  const { file } = graph.actions
  const own = Array.from({ length: graph.actions.length }, (_, one) => one as ActionId).filter(
    (one) => file[one] === file[a],
  )
  return {
    does: actionText(say, { graph, describer }, a),
    undoes: twinText(say, { graph, describer }, a) ?? '',
    n: own.indexOf(a) + 1,
    all: own.length,
  }
}
