/** Whether a field reaches its target, and by how much it misses, or how much is left. */
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { signedHex } from '../answers'
import type { KindRow } from '../draft'
import { cannot, number, wrong } from '../draft'
import { explained, writtenFields } from '../fields'
import { formulaLines } from '../formula-lines'
import { findEdge, nameOfEdge } from '../places'
import type { Diagnosis } from '../question'
import { someOf } from '../random'
import { entryInWords } from '../things'

export const reach: KindRow<'reach'> = {
  gate: 'fixup',

  stock(link, random) {
    const { arch, graph } = link
    const narrow = writtenFields(link).filter((e) => arch.fixups[graph.edges.kind[e]]!.field.sign !== 'none')
    return someOf(narrow, 1, random).flatMap((e) => {
      const at = nameOfEdge(link, e)
      return at ? [{ kind: 'reach', at, ask: 'whether' }] : []
    })
  },

  make(link, { at, ask }) {
    const e = findEdge(link, at)
    if (typeof e !== 'number') return e
    const found = explained(link, e)
    const place = link.describer.source(e)
    if (!found || found.tombstone !== undefined) return cannot('questions.cannot.compute', { place })
    if (found.field.sign === 'none') return cannot('questions.cannot.always-fits', { place })
    const [over, left] = distances(found)
    const limits = {
      place: entryInWords(place),
      target: link.describer.target(e),
      low: signedHex(found.low),
      high: signedHex(found.high),
    }
    const shared = { about: `${place} ${ask}`, thing: { kind: 'edge' as const, id: e } }
    const because = [
      ...formulaLines(link, found),
      {
        id: found.fits ? 'questions.reach.fits' : 'questions.reach.misses',
        args: {
          low: limits.low,
          high: limits.high,
          value: signedHex(found.value),
          bytes: String(found.fits ? left : over),
          one: (found.fits ? left : over) === 1n ? 'yes' : 'no',
        },
      } as const,
    ]
    if (ask === 'whether')
      return {
        ...shared,
        asks: { id: 'questions.reach.asks', args: limits },
        form: { is: 'yes-no' },
        answer: { is: 'yes-no', value: found.fits },
        wrong: [
          wrong('same-field', { is: 'yes-no', value: otherSignFits(found) }),
          ...(isAtLimit(found) ? [wrong('off-by-one', { is: 'yes-no', value: !found.fits })] : []),
        ],
        because,
      }
    return {
      ...shared,
      asks: { id: found.fits ? 'questions.reach.asks-left' : 'questions.reach.asks-over', args: limits },
      form: { is: 'number', unit: 'bytes' },
      answer: number(found.fits ? left : over),
      wrong: wrongDistances(found),
      because,
    }
  },
}

/** By how many bytes the value lies outside of the limits, and how many are left up to the upper one. */
function distances({ value, low, high }: EdgeExplanation): [over: bigint, left: bigint] {
  return [value > high ? value - high : low - value, high - value]
}

/** Whether the value would fit if the field were read with the other sign. */
function otherSignFits({ value, field }: EdgeExplanation): boolean {
  const bits = BigInt(field.bits ?? 8 * field.bytes)
  const plain = BigInt.asUintN(64, value)
  if (field.sign === 'signed') return plain < 1n << bits
  return BigInt.asIntN(64, plain) === BigInt.asIntN(Number(bits), plain)
}

/** Whether the value is the last that fits, or the first that does not. */
const isAtLimit = ({ value, low, high }: EdgeExplanation): boolean =>
  value === high || value === high + 1n || value === low || value === low - 1n

function wrongDistances({ value, high, low, fits }: EdgeExplanation): Diagnosis[] {
  const limit = value > high ? high : low
  if (fits) return [wrong('off-by-one', number(high - value + 1n)), wrong('absolute', number(high))]
  const over = value > high ? value - high : low - value
  return [
    wrong('off-by-one', number(over - 1n)),
    wrong('off-by-one', number(over + 1n)),
    wrong('absolute', number(limit < 0n ? -limit : limit)),
  ]
}
