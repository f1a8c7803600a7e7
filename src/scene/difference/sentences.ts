/**
 * The difference between two runs in words: groups of lines, the most important group first, each line with the thing
 * that it is about. The first line of all is what is announced.
 */
import { pairOfLetters } from '../pair-words'
import { hex, hexBytes } from '../../base/hex'
import { lazy } from '../../base/lazy'
import { grouped } from '../../base/plural'
import { VERDICTS } from '../../engine/graph/crossing-rules'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../engine/graph/ids'
import { NO_EDGE, protectionText } from '../../engine/graph/ids'
import { LIFETIMES } from '../../engine/graph/lifetimes'
import type { Say } from '../../messages/messages'
import { actionText, twinText } from '../action-words'
import { crossingSays, crossingWayOut } from '../crossing-words'
import { sayPhrase, sayProblem } from '../diagnostic-words'
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

/** What the changes that led from a run to another are in words. Both must be where they were compared. */
export function tellChanges(changes: Changes, before: Run, after: Run, say: Say): Difference {
  const teller = new Teller(before, after, say)
  const group = (id: keyof Changes, count: number, lines: readonly Line[], bad = false): Group => ({
    id,
    title: say(`difference.group.${id}`),
    count,
    lines,
    bad,
  })
  const { outcome, verdicts, actions, policies, figures, pages, names, presence, moves, bytes } = changes
  const outcomes = teller.outcome(outcome)
  const named = group('names', names.count, names.first.map(teller.name))
  // Assumed addresses lie behind the image and move with it: that is not the news.
  const areFoundOtherwise = names.first.some((change) => change.before.how !== change.after.how)
  const isActionBad = actions.first.some(({ why, what }) => why !== undefined || what === 'failed')
  const all: Group[] = [
    group('outcome', outcomes.length, outcomes, isBad(outcome)),
    group('verdicts', verdicts.count, verdicts.first.map(teller.verdict), verdicts.first.some(gotWorse)),
    group('policies', policies.length, policies.map(teller.policy)),
    group('figures', figures.length, figures.map(teller.figure)),
    group('pages', pages.length, pages.map(teller.page)),
    group('actions', actions.count, actions.first.map(teller.action), isActionBad),
    ...(areFoundOtherwise ? [named] : []),
    group('presence', presence.count, presence.first.map(teller.presence)),
    group('moves', moves.count, moves.first.map(teller.move)),
    ...(areFoundOtherwise ? [] : [named]),
    group('bytes', bytes.count, bytes.first.map(teller.bytes)),
  ]
  // Whether the link worked comes first, then bad news: the headline has to be the reason why it is marked red.
  const rank = ({ id, bad }: Group): number => (id === 'outcome' ? 0 : bad ? 1 : 2)
  const groups = all.filter(({ count }) => count > 0).sort((a, b) => rank(a) - rank(b))
  return {
    groups,
    headline: groups[0]?.lines[0]?.text ?? say(outcome.after ? 'difference.nothing' : 'difference.still-fails'),
  }
}

const isBad = ({ after, problems }: Changes['outcome']): boolean =>
  !after || problems.some(({ severity }) => severity !== 'note')

function gotWorse({ before, after }: VerdictChange): boolean {
  const rank = (crossing: VerdictChange['after']): number => VERDICTS.indexOf(crossing?.verdict ?? 'fine')
  return rank(after) > Math.max(rank(before), VERDICTS.indexOf('note'))
}

class Teller {
  readonly #before: Run
  readonly #after: Run
  readonly #say: Say
  /** Sections by name, counted when the first is told of: there may be a hundred thousand. */
  readonly #named = lazy(() => {
    const { name, length } = this.#after.graph.sections
    const counts = new Map<number, number>()
    for (let x = 0 as SectionId; x < length; x++) counts.set(name[x], (counts.get(name[x]) ?? 0) + 1)
    return counts
  })

  constructor(before: Run, after: Run, say: Say) {
    this.#before = before
    this.#after = after
    this.#say = say
  }

  outcome({ before, after, problems }: Changes['outcome']): Line[] {
    const said = problems.map((problem) => ({ text: sayProblem(this.#say, problem) }))
    const say = this.#say
    const [last, first] = [said.at(-1), said[0]]
    if (before && !after)
      return [
        { text: last ? say('difference.fails-now', { why: last.text }) : say('difference.fails-now-somehow') },
        ...said.slice(0, -1),
      ]
    if (!before && after) return [{ text: say('difference.works-now') }, ...said]
    if (!after && first) return [{ text: say('difference.fails-otherwise', { why: first.text }) }]
    return said
  }

  verdict = ({ what, edge, was, before, after }: VerdictChange): Line => {
    const crossing = (after ?? before)!
    const { from, to, verdict } = crossing
    const pair = pairOfLetters(this.#say, from, to)
    const thing = edge === undefined ? {} : { thing: { kind: 'edge', id: edge } as const }
    const say = this.#say
    const name = edge === undefined ? this.#before.describer.edge(was!) : this.#after.describer.edge(edge)
    const says = crossingSays(say, crossing)
    if (what === 'went')
      return {
        text: say('difference.verdict.went', { verdict, edge: name }),
        why: say('difference.verdict.was', { says }),
        ...thing,
      }
    const args = { verdict, edge: name, pair, says }
    const text = before
      ? say('difference.verdict.became', { ...args, before: before.verdict })
      : say('difference.verdict.is', args)
    return { text, why: crossingWayOut(say, crossing), ...thing }
  }

  action = ({ what, action, why }: ActionChange): Line => {
    const say = this.#say
    const run = what === 'removed' ? this.#before : this.#after
    const does = actionText(say, run, action)
    const twin = twinText(say, run, action)
    const hasTwin = twin !== undefined && what !== 'failed' && what !== 'works'
    const text = hasTwin
      ? say(`difference.action.${what}-twin`, { does, twin })
      : say(`difference.action.${what}`, { does })
    return why ? { text, why: say('difference.action.warning', { why: sayPhrase(say, why) }) } : { text }
  }

  policy = ({ section, before, after }: PolicyChange): Line => {
    const [lives, protects] = [before.lifetime !== after.lifetime, before.protection !== after.protection]
    const text = this.#say(`difference.policy.${lives ? (protects ? 'both' : 'lifetime') : 'protection'}`, {
      section: this.#section(section),
      is: lifetime(after.lifetime),
      was: lifetime(before.lifetime),
      mayNow: protectionText(after.protection),
      might: protectionText(before.protection),
    })
    return { text, thing: { kind: 'section', id: section } }
  }

  figure = ({ figure, before, after }: FigureChange): Line => {
    const distance = after > before ? `+${grouped(after - before)}` : `−${grouped(before - after)}`
    const bytes = Number(after)
    return { text: this.#say(`difference.figure.${figure}`, { before: Number(before), bytes, distance }) }
  }

  page = ({ file, lifetime: policy, protection, before, after }: PageChange): Line => {
    const what = before === 0n ? 'came' : after === 0n ? 'went' : 'changed'
    return {
      text: this.#say(`difference.page.${what}`, {
        bytes: Number(after === 0n ? before : after),
        before: Number(before),
        protection: protectionText(protection),
        policy: lifetime(policy),
        file,
      }),
    }
  }

  name = ({ symbol, name, before, after }: NameChange): Line => ({
    text: this.#say('difference.name', { name, is: this.#where(after), was: this.#where(before) }),
    thing: { kind: 'symbol', id: symbol },
  })

  #where({ how, file, address }: Whereabouts): string {
    return this.#say(`difference.where.${how}`, { file, address: hex(address) })
  }

  presence = ({ what, block }: Presence): Line => {
    const { graph, describer } = what === 'not-made' ? this.#before : this.#after
    const name = describer.block(block)
    const section = describer.section(graph.blocks.section[block])
    const full = name === section ? section : this.#say('difference.in-section', { block: name, section })
    const text = this.#say(`difference.presence.${what}`, { block: full })
    return what === 'not-made' ? { text } : { text, thing: { kind: 'block', id: block } }
  }

  move = ({ section, block, blocks, from, to, allocated }: Move): Line => {
    const what = allocated.before === allocated.after ? 'moved' : allocated.after ? 'got' : 'lost'
    const places = { from: hex(from), to: hex(to) }
    if (blocks === 1)
      return {
        text: this.#say(`difference.move.${what}`, { block: this.#blockIn(block), ...places }),
        thing: { kind: 'block', id: block },
      }
    return {
      text: this.#say(`difference.move.${what}-some`, {
        count: blocks,
        section: this.#section(section),
        first: this.#after.describer.block(block),
        ...places,
      }),
      thing: { kind: 'section', id: section },
    }
  }

  bytes = ({ block, bytes, size, places }: ByteChange): Line => {
    const name = this.#blockIn(block)
    const resized = { before: size.before, after: size.after, grew: size.after > size.before ? 'yes' : 'no' }
    const text =
      size.before === size.after
        ? this.#say('difference.bytes.changed', { block: name, bytes })
        : this.#say(bytes > 0 ? 'difference.bytes.both' : 'difference.bytes.resized', {
            block: name,
            bytes,
            ...resized,
          })
    return { text, bytes: places.map((place) => this.#place(block, place)), thing: { kind: 'block', id: block } }
  }

  #place(block: BlockId, { offset, before, after, edge }: BytePlace): BytesLine {
    const { describer } = this.#after
    const isWritten = edge !== NO_EDGE
    return {
      place: describer.place(block, offset),
      before: spaced(before),
      after: spaced(after),
      writer: isWritten
        ? this.#say('difference.bytes.by', { target: describer.target(edge) })
        : this.#say('difference.bytes.by-nobody'),
      thing: isWritten ? { kind: 'edge', id: edge } : { kind: 'block', id: block },
    }
  }

  /** With its file, if there are several of that name. */
  #section(x: SectionId): string {
    const { graph, describer } = this.#after
    const { name, file } = graph.sections
    const isOne = (this.#named().get(name[x]) ?? 0) < 2
    return isOne
      ? describer.section(x)
      : this.#say('difference.of-file', { section: describer.section(x), file: describer.file(file[x]) })
  }

  #blockIn(b: BlockId): string {
    const { graph, describer } = this.#after
    const section = this.#section(graph.blocks.section[b])
    const block = describer.block(b)
    return block === describer.section(graph.blocks.section[b])
      ? section
      : this.#say('difference.in-section', { block, section })
  }
}

const lifetime = (policy: number): string => LIFETIMES[policy]!.name

const spaced = (bytes: Uint8Array): string => hexBytes(bytes).replace(/..(?!$)/g, '$& ')
