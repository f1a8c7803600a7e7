/**
 * Which fields would miss their targets if the link stood so many bytes further up. What lies outside of it stays where it
 * is, and NoAlloc content stays at its offsets, so distances to them change; distances within the link do not.
 */
import { hex, parseAddress } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import { fits } from '../../../engine/arch/fields'
import { evaluate } from '../../../engine/arch/formula'
import { definitionOf, OUTSIDE, policyOfBlock, policyOfSymbol } from '../../../engine/graph/crossings'
import type { EdgeId } from '../../../engine/graph/ids'
import { LIFETIMES } from '../../../engine/graph/lifetimes'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, set, wrong } from '../draft'
import { explainer, writtenFields } from '../fields'
import type { Random } from '../random'
import { someOf } from '../random'
import { keysOf, mixed, optionsOf } from '../things'

const MOST_FIELDS = 8
const MOST_CANDIDATES = 500
/** 8 GiB: further than 32 bits reach. */
const FAR = '0x200000000'

export const overflow: KindRow<'overflow'> = {
  gate: 'fixup',

  stock(link, random) {
    const would = overflowing(link, candidates(link, random), BigInt(FAR))
    return would.length > 0 ? [{ kind: 'overflow', by: FAR }] : []
  },

  make(link, wish, random) {
    const by = parseAddress(wish.by)
    if (by === undefined) return cannot('questions.cannot.number', { text: wish.by })
    const fields = candidates(link, random)
    const would = overflowing(link, fields, by)
    const misses = new Set(would)
    const offered = mixed(fields, (e) => misses.has(e), MOST_FIELDS, random)
    const options = optionsOf(link, 'edge', offered)
    const familyIs = (family: string): EdgeId[] =>
      offered.filter((e) => {
        const { family: own, field } = link.arch.fixups[link.graph.edges.kind[e]]!
        return own === family && field.bytes < 8
      })
    return {
      about: wish.by,
      asks: { id: 'questions.overflow.asks', args: { by: hex(by) } },
      form: { is: 'set', options },
      answer: set(keysOf(options, would)),
      wrong: [
        wrong('distances-move', set(keysOf(options, familyIs('relative')))),
        wrong('addresses-move', set(keysOf(options, familyIs('absolute')))),
        wrong('all-narrow-miss', set(keysOf(options, [...familyIs('relative'), ...familyIs('absolute')]))),
        wrong('nothing-misses', set([])),
      ],
      because: [{ id: 'questions.overflow.because', args: { count: would.length } }],
    }
  },
}

/** Of a large link, some fields by chance stand for all. */
function candidates(link: AskedLink, random: Random): EdgeId[] {
  const explain = explainer(link)
  return someOf(writtenFields(link), MOST_CANDIDATES, random).filter((e) => explain(e) !== undefined)
}

function overflowing(link: AskedLink, fields: readonly EdgeId[], by: bigint): EdgeId[] {
  const explain = explainer(link)
  return fields.filter((e) => {
    const found = explain(e)
    return found !== undefined && !fits(found.field, movedValue(link, found, by))
  })
}

function movedValue({ graph }: AskedLink, { fixup, values, edge }: EdgeExplanation, by: bigint): bigint {
  const shift = (policy: number): bigint => (policy !== OUTSIDE && LIFETIMES[policy]!.allocates ? by : 0n)
  const target = definitionOf(graph, graph.edges.target[edge])
  return evaluate(fixup.formula, {
    ...values,
    S: values.S + shift(policyOfSymbol(graph, target)),
    P: values.P + shift(policyOfBlock(graph, graph.edges.block[edge])),
    GOT: values.GOT + by,
    TP: values.TP + by,
    TLS: values.TLS + by,
  })
}
