/** What is so on the desk, for the conditions of lessons: the page's half of `src/lessons/machine/until.ts`. */
import { severityOf } from '../../engine/graph/crossings'
import { VERDICTS } from '../../engine/graph/crossing-rules'
import { figuresOf } from '../../engine/graph/figures'
import type { BlockId, EdgeId, SectionId, SegmentId, SymbolId } from '../../engine/graph/ids'
import { Base, FIRST_RELOCATION_KIND } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import { SegmentState } from '../../engine/graph/schema'
import type { Counted, Seen } from '../../lessons/machine/until'
import { atMoment } from '../../lessons/questions/asked-link'
import { holdsIn } from '../../lessons/questions/expressions'
import { endOf, settledAt, startOf } from '../../lessons/questions/moments'
import type { Desk, DeskStore } from '../desk'
import type { NamedThing } from '../links/named-thing'
import { findThing } from '../links/things'
import { sameSelection } from '../selection'
import type { Session } from '../session'
import { encodeSettings } from '../settings-json'

/** What conditions look at. All else, such as what the pointer is on, changes without them. */
const LOOKED_AT = [
  'inputs',
  'sample',
  'session',
  'working',
  'position',
  'selection',
  'settings',
  'stage',
  'tab',
] as const satisfies readonly (keyof Desk)[]

/** Whether a condition may hold, or not hold, since the desk was otherwise. */
export const mayMatter = (desk: Desk, before: Desk): boolean => LOOKED_AT.some((part) => desk[part] !== before[part])

export function seenOn(store: DeskStore): Seen {
  const desk = (): Desk => store.getState()
  return {
    selects: (thing) => {
      const found = findThing(desk(), thing as unknown as NamedThing)
      return found !== undefined && sameSelection(found, desk().selection)
    },
    reaches: (phase) => {
      const { session, position } = desk()
      return session !== undefined && position >= endOf(session, phase)
    },
    rewinds: (phase) => {
      const { session, position } = desk()
      return session !== undefined && position <= startOf(session, phase)
    },
    policy: ({ file, section, is }) => isPolicy(desk(), file, section, is),
    holds: (rule) => isTrue(desk(), rule),
    link: (how) => desk().session?.ok === (how === 'works'),
    blocks: (count) => livingBlocks(desk()) === count,
    alive: (thing) => lives(desk(), thing) === true,
    gone: (thing) => lives(desk(), thing) === false,
    figure: ({ of, least, most }) => {
      const figure = figureOf(desk(), of)
      return figure !== undefined && least <= figure && figure <= most
    },
    worst: (verdict) => worstOf(desk()) <= VERDICTS.indexOf(verdict),
    stage: (stage) => desk().stage === stage,
    tab: (tab) => desk().tab === tab,
    settings: (wanted) => {
      const present = encodeSettings(desk().settings) as Record<string, unknown>
      return Object.entries(wanted).every(([name, value]) => JSON.stringify(present[name]) === JSON.stringify(value))
    },
    files: (count) => desk().inputs.length >= count,
    ownFile: () => desk().inputs.length > 0 && desk().sample === undefined,
  }
}

function isPolicy({ session }: Desk, file: string | undefined, section: string, is: string): boolean {
  if (!session) return false
  const { graph } = session
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (graph.sectionName(x) !== section) continue
    if (file !== undefined && graph.files[sections.file[x]]!.name !== file) continue
    return LIFETIMES[sections.lifetime[x]]!.name === is
  }
  return false
}

function isTrue({ session }: Desk, rule: string): boolean {
  if (!session) return false
  return atMoment(session, settledAt(session), () => holdsIn(session, rule))
}

/** Whether a thing is there when the link is over; undefined if its file never had it. */
function lives(desk: Desk, thing: object): boolean | undefined {
  const { session } = desk
  const found = findThing(desk, thing as NamedThing)
  if (!session || !found) return undefined
  const { graph } = session
  return atMoment(session, settledAt(session), () => {
    if (found.kind === 'block') return !graph.isRemoved(found.id)
    if (found.kind === 'symbol') return isDefined(session, found.id)
    if (found.kind !== 'section') return undefined
    for (let b = 0 as BlockId; b < graph.blocks.length; b++)
      if (graph.blocks.section[b] === found.id && !graph.isRemoved(b)) return true
    return false
  })
}

/** What a symbol names is there. Its name may be gone: compilers refer to what is local by its section. */
function isDefined({ graph }: Session, s: SymbolId): boolean {
  const { base, block } = graph.symbols
  return base[s] === Base.Defined && !graph.isRemoved(block[s])
}

function figureOf({ session }: Desk, of: Counted): bigint | undefined {
  if (!session) return undefined
  const { graph, pageSize } = session
  const moment = of === 'pages-left' ? endOf(session, 'finalize') : settledAt(session)
  return atMoment(session, moment, () => {
    const { toTransmit, graphOnly } = figuresOf(graph)
    if (of === 'to-transmit') return toTransmit
    if (of === 'graph-only') return graphOnly
    const { reserved, state } = graph.segments
    let bytes = 0n
    for (let g = 0 as SegmentId; g < graph.segments.length; g++)
      if (of === 'pages' || state[g] !== SegmentState.Released) bytes += reserved.big[g]
    return bytes / BigInt(pageSize)
  })
}

/** The worst verdict on an edge of the finished link; worse than any if nothing is linked. */
function worstOf({ session }: Desk): number {
  if (!session) return VERDICTS.length
  const { graph, judge } = session
  return atMoment(session, settledAt(session), () => {
    let worst = 0
    const { kind, block } = graph.edges
    for (let e = 0 as EdgeId; e < graph.edges.length; e++)
      if (kind[e] >= FIRST_RELOCATION_KIND && !graph.isRemoved(block[e]))
        worst = Math.max(worst, severityOf(graph, e, judge))
    return worst
  })
}

function livingBlocks({ session }: Desk): number {
  if (!session) return 0
  return atMoment(session, settledAt(session), () => {
    let count = 0
    for (let b = 0 as BlockId; b < session.graph.blocks.length; b++) if (!session.graph.isRemoved(b)) count++
    return count
  })
}
