/** The tables of a link at this moment in Markdown, for reports and issues: figures, sections, crossings, names outside. */
import { letterIn } from '../scene/pair-words'
import { hex } from '../base/hex'
import { countCrossings, pairOf, PAIR_LETTERS } from '../engine/graph/crossings'
import { figuresOf } from '../engine/graph/figures'
import type { BlockId, SectionId, SymbolId } from '../engine/graph/ids'
import { Base, NO_SYMBOL, protectionText } from '../engine/graph/ids'
import { LIFETIMES } from '../engine/graph/lifetimes'
import { SectionFlag, SymbolFlag } from '../engine/graph/schema'
import { say } from './language'
import type { Session } from './session'

/** The figures in the order of their table. */
const FIGURE_ORDER = ['toTransmit', 'resident', 'afterFinalize', 'peak', 'graphOnly'] as const

/** Rows of a table looked at between two pauses: a few milliseconds' worth. */
const STEP = 2000

/** `link` is the address of this page with what is on the desk. Yields while there is more to do. */
export function* tablesMarkdown(session: Session, title: string, link: string): Generator<undefined, string> {
  const { toTransmit, resident, afterFinalize, peak, graphOnly } = figuresOf(session.graph)
  yield undefined
  const sections = yield* sectionRows(session)
  const parts = [
    `# ${title}`,
    `<${link}>`,
    `## ${say('tables.memory')}`,
    table(
      FIGURE_ORDER.map((figure) => say(`figures.${figure}.title`)),
      [
        [toTransmit, resident, afterFinalize, peak, graphOnly].map((bytes) =>
          say('tables.bytes', { bytes: `${bytes}` }),
        ),
      ],
    ),
    `## ${say('tables.sections')}`,
    table(heads('file', 'section', 'policy', 'protection', 'address', 'size', 'blocks'), sections),
    `## ${say('tables.crossings')}`,
    table([say('tables.from-to'), ...PAIR_LETTERS.map((_, policy) => letterIn(say, policy))], crossingRows(session)),
  ]
  const outside = yield* outsideRows(session)
  if (outside.length > 0)
    parts.push(`## ${say('tables.outside')}`, table(heads('file', 'name', 'address', 'found'), outside))
  return `${parts.join('\n\n')}\n`
}

/** The heads of columns by their messages. */
const heads = (...ids: readonly string[]): string[] => ids.map((id) => say(`tables.head.${id}`))

/** Where a section's first block is, and what its blocks add up to. */
interface Extent {
  first: bigint
  bytes: bigint
  blocks: number
}

function* sectionRows({ graph }: Session): Generator<undefined, string[][]> {
  const extents = yield* extentsOf(graph)
  const rows: string[][] = []
  for (let x = 0 as SectionId; x < graph.sections.length; x++) {
    if (x % STEP === STEP - 1) yield undefined
    const extent = extents.get(x)
    if (graph.sections.flags[x] & SectionFlag.Bookkeeping || !extent) continue
    const lifetime = LIFETIMES[graph.sections.lifetime[x]]!.name
    const address = lifetime === 'NoAlloc' ? '' : hex(extent.first)
    const file = graph.files[graph.sections.file[x]]!.name
    const protection = protectionText(graph.sections.protection[x])
    rows.push([file, graph.sectionName(x), lifetime, protection, address, String(extent.bytes), String(extent.blocks)])
  }
  return rows
}

/** Removed blocks do not count. */
function* extentsOf(graph: Session['graph']): Generator<undefined, ReadonlyMap<SectionId, Extent>> {
  const extents = new Map<SectionId, Extent>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (b % STEP === STEP - 1) yield undefined
    if (graph.isRemoved(b)) continue
    const address = graph.blocks.address.big[b]
    const extent = extents.get(graph.blocks.section[b]) ?? { first: address, bytes: 0n, blocks: 0 }
    if (address < extent.first) extent.first = address
    extent.bytes += graph.blocks.size.big[b]
    extent.blocks++
    extents.set(graph.blocks.section[b], extent)
  }
  return extents
}

function crossingRows({ graph, judge }: Session): string[][] {
  const { count, warnings } = countCrossings(graph, judge)
  return LIFETIMES.map((_, from) => [
    PAIR_LETTERS[from]!,
    ...PAIR_LETTERS.map((__, to) => {
      const pair = pairOf(from, to)
      return warnings[pair]
        ? say('tables.in-danger', { count: `${count[pair]}`, bad: `${warnings[pair]}` })
        : String(count[pair])
    }),
  ])
}

function* outsideRows({ graph }: Session): Generator<undefined, string[][]> {
  const { base, flags, definition, file } = graph.symbols
  const rows: string[][] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (s % STEP === STEP - 1) yield undefined
    if (base[s] !== Base.External || definition[s] !== NO_SYMBOL || flags[s] & SymbolFlag.Removed) continue
    const how = flags[s] & SymbolFlag.Assumed ? 'assumed' : flags[s] & SymbolFlag.Resolved ? 'given' : 'not-found'
    rows.push([graph.files[file[s]]!.name, graph.nameOf(s), hex(graph.addressOf(s)), say(`tables.found.${how}`)])
  }
  return rows
}

/** Cells hold strangers' names: what means something in Markdown is escaped. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`
  return [line(heads), `| ${heads.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')
}

const escaped = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\|<>`*_[\]]/g, '\\$&')
