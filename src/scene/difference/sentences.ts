/**
 * The difference between two runs in words: groups of lines, the most important group first, each line with the thing
 * that it is about. The first line of all is what is announced.
 */
import { hex, hexBytes } from '../../base/hex'
import { lazy } from '../../base/lazy'
import { grouped, plural } from '../../base/plural'
import { VERDICTS } from '../../engine/graph/crossing-rules'
import { PAIR_LETTERS } from '../../engine/graph/crossings'
import { diagnosticText } from '../../engine/graph/diagnostics'
import type { Figures } from '../../engine/graph/figures'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { NO_EDGE, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { ActionChange } from './actions'
import type { ByteChange, BytePlace } from './bytes'
import type { Changes, FigureChange, Move, PolicyChange, Presence } from './compare'
import type { NameChange, Whereabouts } from './names'
import type { PageChange } from './pages'
import type { Run } from './run'
import type { VerdictChange } from './verdicts'

/** Something of the later run that can be selected. */
export type Thing =
  | { readonly kind: 'section'; readonly id: SectionId }
  | { readonly kind: 'block'; readonly id: BlockId }
  | { readonly kind: 'symbol'; readonly id: SymbolId }
  | { readonly kind: 'edge'; readonly id: EdgeId }

export interface Line {
  readonly text: string
  /** A second sentence: why, or what to do about it. */
  readonly why?: string
  /** Bytes before and after, with who wrote them. */
  readonly bytes?: readonly BytesLine[]
  readonly thing?: Thing
}

export interface BytesLine {
  readonly place: string
  readonly before: string
  readonly after: string
  readonly writer: string
  readonly thing: Thing
}

export interface Group {
  readonly id: keyof Changes
  readonly title: string
  readonly count: number
  /** The first of them. */
  readonly lines: readonly Line[]
  /** Bad news: a warning or an error that was not there before. */
  readonly bad: boolean
}

export interface Difference {
  readonly groups: readonly Group[]
  /** The most important difference in a sentence. */
  readonly headline: string
}

export const FIGURE_NAMES: Readonly<Record<keyof Figures, string>> = {
  toTransmit: 'To transmit',
  resident: 'Resident when live',
  afterFinalize: 'After finalize',
  peak: 'Peak',
  graphOnly: 'Graph only',
}

/** `after` is the run that the changes lead to. */
export function tellChanges(changes: Changes, after: Run): Difference {
  const teller = new Teller(after)
  const { outcome, verdicts, actions, policies, figures, pages, names, presence, moves, bytes } = changes
  const outcomes = teller.outcome(outcome)
  const named = group('names', 'Names', names.count, names.first.map(teller.name))
  // Assumed addresses lie behind the image and move with it: that is not the news.
  const areFoundOtherwise = names.first.some((change) => change.before.how !== change.after.how)
  const isActionBad = actions.first.some(({ why, what }) => why !== '' || what === 'failed')
  const all: Group[] = [
    group('outcome', 'The link', outcomes.length, outcomes, isBad(outcome)),
    group('verdicts', 'Verdicts', verdicts.count, verdicts.first.map(teller.verdict), verdicts.first.some(gotWorse)),
    group('policies', 'Policies', policies.length, policies.map(teller.policy)),
    group('figures', 'Figures', figures.length, figures.map(teller.figure)),
    group('pages', 'Pages', pages.length, pages.map(teller.page)),
    group('actions', 'Actions', actions.count, actions.first.map(teller.action), isActionBad),
    ...(areFoundOtherwise ? [named] : []),
    group('presence', 'Came and went', presence.count, presence.first.map(teller.presence)),
    group('moves', 'Moved', moves.count, moves.first.map(teller.move)),
    ...(areFoundOtherwise ? [] : [named]),
    group('bytes', 'Bytes', bytes.count, bytes.first.map(teller.bytes)),
  ]
  // Whether the link worked comes first, then bad news: the headline has to be the reason why it is marked red.
  const rank = ({ id, bad }: Group): number => (id === 'outcome' ? 0 : bad ? 1 : 2)
  const groups = all.filter(({ count }) => count > 0).sort((a, b) => rank(a) - rank(b))
  return { groups, headline: groups[0]?.lines[0]?.text ?? (outcome.after ? NOTHING : STILL_FAILS) }
}

const NOTHING = 'Nothing is different: the same addresses, the same bytes.'
const STILL_FAILS = 'The link still fails, for the same reason.'

function group(id: keyof Changes, title: string, count: number, lines: readonly Line[], bad = false): Group {
  return { id, title, count, lines, bad }
}

const isBad = ({ after, problems }: Changes['outcome']): boolean =>
  !after || problems.some(({ severity }) => severity !== 'note')

function gotWorse({ before, after }: VerdictChange): boolean {
  const rank = (crossing: VerdictChange['after']): number => VERDICTS.indexOf(crossing?.verdict ?? 'fine')
  return rank(after) > Math.max(rank(before), VERDICTS.indexOf('note'))
}

class Teller {
  readonly #after: Run
  /** Sections by name, counted when the first is told of: there may be a hundred thousand. */
  readonly #named = lazy(() => {
    const { name, length } = this.#after.graph.sections
    const counts = new Map<number, number>()
    for (let x = 0 as SectionId; x < length; x++) counts.set(name[x], (counts.get(name[x]) ?? 0) + 1)
    return counts
  })

  constructor(after: Run) {
    this.#after = after
  }

  outcome({ before, after, problems }: Changes['outcome']): Line[] {
    const said = problems.map((problem) => ({ text: diagnosticText(problem) }))
    if (before && !after)
      return [{ text: `The link fails now. ${said.at(-1)?.text ?? ''}`.trim() }, ...said.slice(0, -1)]
    if (!before && after) return [{ text: 'The link works now.' }, ...said]
    if (!after && said.length > 0) return [{ text: `The link still fails, for another reason. ${said[0]!.text}` }]
    return said
  }

  verdict = ({ what, edge, name, before, after }: VerdictChange): Line => {
    const { from, to, verdict, says, wayOut } = (after ?? before)!
    const pair = `${PAIR_LETTERS[from]}→${PAIR_LETTERS[to]}`
    const thing = edge === undefined ? {} : { thing: { kind: 'edge', id: edge } as const }
    if (what === 'went') return { text: `No ${verdict} any more on ${name}.`, why: `It was: ${says}`, ...thing }
    const was = before ? `, not ${article(before.verdict)}` : ''
    return { text: `${capital(article(verdict))} on ${name} (${pair})${was}: ${says}`, why: wayOut, ...thing }
  }

  action = ({ what, does, twin, why }: ActionChange): Line => {
    const pair = twin ? `, and its twin: ${twin}` : ''
    const text = {
      added: `New: ${does}${pair}.`,
      removed: `Gone: ${does}${pair}.`,
      'lost its memory': `Lost the memory that it needs: ${does}${pair}.`,
      'has memory': `Has the memory that it needs now: ${does}${pair}.`,
      failed: `Fails now: ${does}.`,
      works: `Does not fail any more: ${does}.`,
    }[what]
    return why ? { text, why: `A warning: ${why}.` } : { text }
  }

  policy = ({ section, before, after }: PolicyChange): Line => {
    const parts = [
      before.lifetime !== after.lifetime && `${lifetime(after.lifetime)} now, not ${lifetime(before.lifetime)}`,
      before.protection !== after.protection &&
        `${protectionText(after.protection)} now, not ${protectionText(before.protection)}`,
    ]
    const is = parts.filter(Boolean).join('; ')
    return { text: `${this.#section(section)} is ${is}.`, thing: { kind: 'section', id: section } }
  }

  figure = ({ figure, before, after }: FigureChange): Line => {
    const distance = after > before ? `+${grouped(after - before)}` : `−${grouped(before - after)}`
    return { text: `${FIGURE_NAMES[figure]}: ${grouped(before)} → ${plural(after, 'byte')} (${distance}).` }
  }

  page = ({ file, lifetime: policy, protection, before, after }: PageChange): Line => {
    const what = `${protectionText(protection)} memory that is ${lifetime(policy)}, for ${file}`
    if (before === 0n) return { text: `Came: ${plural(after, 'byte')} of ${what}.` }
    if (after === 0n) return { text: `Went: ${plural(before, 'byte')} of ${what}.` }
    return { text: `${grouped(before)} → ${plural(after, 'byte')} of ${what}.` }
  }

  name = ({ symbol, name, before, after }: NameChange): Line => ({
    text: `${name} is ${where(after)}, not ${where(before)}.`,
    thing: { kind: 'symbol', id: symbol },
  })

  presence = ({ what, block, name, section }: Presence): Line => {
    const full = name === section ? section : `${name} (${section})`
    if (what === 'not made') return { text: `${full} is not there any more.` }
    const text = {
      kept: `${full} is kept now.`,
      stripped: `${full} is stripped now: nothing alive refers to it.`,
      made: `${full} is new.`,
    }[what]
    return { text, thing: { kind: 'block', id: block } }
  }

  move = ({ section, block, blocks, from, to, allocated }: Move): Line => {
    const name = this.#section(section)
    const what = blocks === 1 ? this.#blockIn(block) : `${plural(blocks, 'block')} of ${name}`
    const thing = blocks === 1 ? ({ kind: 'block', id: block } as const) : ({ kind: 'section', id: section } as const)
    const they = blocks === 1 ? 'has' : 'have'
    if (allocated.before && !allocated.after)
      return {
        text: `${what} ${they} no memory any more: ${hex(from)} is free, what is left is the offset ${hex(to)}.`,
        thing,
      }
    if (!allocated.before && allocated.after)
      return { text: `${what} ${they} memory now, at ${hex(to)}; before, only the offset ${hex(from)}.`, thing }
    return { text: `${what}: from ${hex(from)} to ${hex(to)}.`, thing }
  }

  bytes = ({ block, bytes, size, places }: ByteChange): Line => {
    const name = this.#blockIn(block)
    const changed = `${plural(bytes, 'byte')} changed`
    const grew = size.after > size.before ? 'grew' : 'shrank'
    const resized = `${name} ${grew} from ${grouped(size.before)} to ${plural(size.after, 'byte')}`
    return {
      text:
        size.before === size.after
          ? `${name}: ${changed}.`
          : `${resized}${bytes > 0 ? `; of those in both, ${changed}` : ''}.`,
      bytes: places.map((place) => this.#place(block, place)),
      thing: { kind: 'block', id: block },
    }
  }

  #place(block: BlockId, { offset, before, after, edge }: BytePlace): BytesLine {
    const { describer } = this.#after
    const isWritten = edge !== NO_EDGE
    return {
      place: describer.place(block, offset),
      before: spaced(before),
      after: spaced(after),
      writer: isWritten ? `→ ${describer.target(edge)}` : 'not by an edge',
      thing: isWritten ? { kind: 'edge', id: edge } : { kind: 'block', id: block },
    }
  }

  /** With its file, if there are several of that name. */
  #section(x: SectionId): string {
    const { graph, describer } = this.#after
    const { name, file } = graph.sections
    const isOne = (this.#named().get(name[x]) ?? 0) < 2
    return isOne ? describer.section(x) : `${describer.section(x)} of ${describer.file(file[x])}`
  }

  #blockIn(b: BlockId): string {
    const { graph, describer } = this.#after
    const section = this.#section(graph.blocks.section[b])
    const block = describer.block(b)
    return block === describer.section(graph.blocks.section[b]) ? section : `${block} (${section})`
  }
}

const lifetime = (policy: number): string => LIFETIMES[policy]!.name

const article = (verdict: string): string => `${/^[aeiou]/.test(verdict) ? 'an' : 'a'} ${verdict}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const spaced = (bytes: Uint8Array): string => hexBytes(bytes).replace(/..(?!$)/g, '$& ')

function where({ how, file, address }: Whereabouts): string {
  return {
    defined: `defined in ${file}`,
    given: `at ${hex(address)}, as you said`,
    assumed: `assumed at ${hex(address)}`,
    'not found': 'found nowhere',
  }[how]
}
