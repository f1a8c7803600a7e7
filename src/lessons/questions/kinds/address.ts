/** Where a symbol is in the executor. Wrong answers forget alignment, pages, or that an offset is no address. */
import type { BlockId, SymbolId } from '../../../engine/graph/ids'
import { NO_SEGMENT } from '../../../engine/graph/ids'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { address as addressAnswer, cannot, wrong } from '../draft'
import { wrongByExpression } from '../expressions'
import { findPlace, placeText } from '../places'
import type { Diagnosis } from '../question'
import { someOf } from '../random'
import { blocksOf, namedSymbolsOf } from '../things'

export const address: KindRow<'address'> = {
  gate: 'allocate',

  stock(link, random) {
    const { graph } = link
    const placed = namedSymbolsOf(link).filter((s) => graph.blocks.segment[graph.symbols.block[s]] !== NO_SEGMENT)
    return someOf(placed, 2, random).flatMap((s) => {
      const of = { file: graph.files[graph.symbols.file[s]]!.name, symbol: graph.nameOf(s) }
      const found = findPlace(link, of)
      return 'symbol' in found && found.symbol === s ? [{ kind: 'address', of }] : []
    })
  },

  make(link, wish) {
    const place = findPlace(link, wish.of)
    if ('cannot' in place) return place
    const { graph } = link
    const { block: b, offset } = place
    if (graph.blocks.segment[b] === NO_SEGMENT)
      return cannot('questions.cannot.no-memory', { place: placeText(wish.of) })
    const own = wrongByExpression(link, wish.wrong, addressAnswer)
    if ('cannot' in own) return own
    const right = graph.blocks.address.big[b] + BigInt(offset)
    return {
      about: placeText(wish.of),
      asks: { id: 'questions.address.asks', args: { place: placeText(wish.of) } },
      form: { is: 'address' },
      answer: addressAnswer(right),
      wrong: [...own.diagnoses, ...wrongAddresses(link, b, offset)],
      because: [
        {
          id: 'questions.address.because',
          args: {
            segment: `0x${graph.segments.address.big[graph.blocks.segment[b]].toString(16)}`,
            block: `0x${graph.blocks.address.big[b].toString(16)}`,
            alignment: 2 ** graph.blocks.alignment[b],
            address: `0x${right.toString(16)}`,
          },
        },
      ],
      thing: thingOf(place.symbol, b),
    }
  },
}

const thingOf = (symbol: SymbolId | undefined, b: BlockId) =>
  symbol === undefined ? { kind: 'block' as const, id: b } : { kind: 'symbol' as const, id: symbol }

function wrongAddresses(link: AskedLink, b: BlockId, offset: number): Diagnosis[] {
  const { graph } = link
  const start = graph.segments.address.big[graph.blocks.segment[b]]
  const { address: place, size, segment } = graph.blocks
  const before = blocksOf(link).filter((o) => segment[o] !== NO_SEGMENT && place.big[o] < place.big[b])
  const sizes = (list: readonly BlockId[]): bigint => list.reduce((sum, o) => sum + size.big[o], 0n)
  const inSegment = before.filter((o) => segment[o] === segment[b])
  const first = graph.segments.address.big[0 as never]
  return [
    wrong('section-offset', addressAnswer(BigInt(offset))),
    wrong('section-offset', addressAnswer(place.big[b] - start + BigInt(offset))),
    wrong('no-padding', addressAnswer(start + sizes(inSegment) + BigInt(offset))),
    wrong('no-page-boundary', addressAnswer(first + sizes(before) + BigInt(offset))),
  ]
}
