/** Whose definition of a name wins: a strong one beats weak ones and commons; of others the first, or the largest. */
import { EVENT_CODE } from '../../../engine/graph/events'
import type { FileId, SymbolId } from '../../../engine/graph/ids'
import { Base, Linkage, Scope } from '../../../engine/graph/ids'
import type { EventId } from '../../../engine/graph/log'
import { NO_NAME } from '../../../engine/table/name-table'
import type { AskedLink } from '../asked-link'
import { atMoment } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, wrong } from '../draft'
import { endOf } from '../moments'
import type { Answer, Option } from '../question'

export const winner: KindRow<'winner'> = {
  gate: 'prepare',

  stock(link) {
    const rivals = atMoment(link, endOf(link, 'build'), () => namesDefinedTwice(link))
    return rivals.slice(0, 1).map((name) => ({ kind: 'winner', name }))
  },

  make(link, { name }) {
    const { graph } = link
    const { base, linkage, file } = graph.symbols
    const rivals = atMoment(link, decidedAt(link), () =>
      definitionsOf(link, name).map((s) => ({ symbol: s, isWeak: linkage[s] === Linkage.Weak, file: file[s] })),
    )
    const won = rivals.filter(({ symbol }) => base[symbol] === Base.Defined)
    if (rivals.length < 2 || won.length !== 1) return cannot('questions.cannot.winner', { name })
    const options: Option[] = rivals.map((rival) => ({
      key: link.describer.file(rival.file),
      label: link.describer.file(rival.file),
      thing: { kind: 'symbol', id: rival.symbol },
    }))
    const fileOf = (f: FileId): Answer => ({ is: 'choice', key: link.describer.file(f) })
    const weak = rivals.find(({ isWeak }) => isWeak)
    return {
      about: name,
      asks: { id: 'questions.winner.asks', args: { name, count: rivals.length } },
      form: { is: 'choice', options },
      answer: fileOf(won[0]!.file),
      wrong: [
        ...(weak ? [wrong('weak-wins', fileOf(weak.file))] : []),
        wrong('first-wins', fileOf(rivals[0]!.file)),
        wrong('last-wins', fileOf(rivals.at(-1)!.file)),
      ],
      because: [
        {
          id: 'questions.winner.because',
          args: { name, file: link.describer.file(won[0]!.file), linkage: howWon(won[0]!, rivals[0]!) },
        },
      ],
      thing: { kind: 'symbol', id: won[0]!.symbol },
    }
  },
}

interface Rival {
  readonly symbol: SymbolId
  readonly isWeak: boolean
}

/** Why one counts: it is strong, it is the first of the weak ones, or it is larger than the first. */
function howWon(won: Rival, first: Rival): 'strong' | 'weak' | 'larger' {
  if (!won.isWeak) return 'strong'
  return won.symbol === first.symbol ? 'weak' : 'larger'
}

/** Before the first choice, but behind strengths that somebody wished for: the state that choices are made in. */
function decidedAt(link: AskedLink): number {
  const { events } = link.log
  const end = endOf(link, 'prepare')
  for (let e = endOf(link, 'build'); e < end; e++)
    if (events.type[e as EventId] === EVENT_CODE.definitionChosen) return e
  return end
}

/** Definitions that other files can see, one for each file that has one. */
function definitionsOf({ graph }: AskedLink, name: string): SymbolId[] {
  const { base, scope, file } = graph.symbols
  const wanted = graph.names.find(name)
  const found: SymbolId[] = []
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.name[s] !== wanted || base[s] !== Base.Defined || scope[s] === Scope.Local) continue
    if (!found.some((other) => file[other] === file[s])) found.push(s)
  }
  return wanted === undefined ? [] : found
}

function namesDefinedTwice({ graph }: AskedLink): string[] {
  const { base, scope, file, name } = graph.symbols
  const first = new Map<number, FileId>()
  const twice = new Set<string>()
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] !== Base.Defined || scope[s] === Scope.Local || name[s] === NO_NAME) continue
    const known = first.get(name[s])
    if (known === undefined) first.set(name[s], file[s])
    else if (known !== file[s]) twice.add(graph.nameOf(s))
  }
  return [...twice]
}
