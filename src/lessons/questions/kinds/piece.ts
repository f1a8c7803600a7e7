/**
 * What a part of an instruction holds once its field is fixed up: an instruction has no room for an address, so a piece of
 * the value goes into some of its bits. Wrong answers: other bits of the value, and the bits of another value.
 */
import { hex } from '../../../base/hex'
import type { EdgeExplanation } from '../../../engine/arch/explain'
import type { FieldPiece, FieldRow } from '../../../engine/arch/fields'
import { piecesOf } from '../../../engine/arch/fields'
import type { EdgeId } from '../../../engine/graph/ids'
import { orderOf } from '../../../engine/arch/arch'
import { numberOf } from '../answers'
import type { AskedLink } from '../asked-link'
import type { KindRow } from '../draft'
import { cannot, number, wrong } from '../draft'
import { appliedEdges, explained, fieldBytes, thoughtsAbout } from '../fields'
import { formulaArgs, formulaLines } from '../formula-lines'
import type { MisconceptionId } from '../misconceptions'
import { findEdge, nameOfEdge } from '../places'
import type { Diagnosis } from '../question'
import { someOf } from '../random'
import { entryInWords } from '../things'

/** What people take for another operand that also makes sense where a processor counts from the instruction itself. */
const THOUGHTS: readonly MisconceptionId[] = ['no-addend', 'absolute', 'relative', 'sign', 'section-offset']

export const piece: KindRow<'piece'> = {
  gate: 'fixup',

  stock(link, random) {
    const cut = appliedEdges(link, ({ pieces }) => pieces !== undefined)
    const several = cut.filter((e) => piecesOf(fieldOf(link, e)).length > 1)
    return someOf(several.length > 0 ? several : cut, 2, random).flatMap((e) => {
      const at = nameOfEdge(link, e)
      const found = explained(link, e)
      return at && found && isAsComputed(link, found) ? [{ kind: 'piece', at, tells: 'formula' }] : []
    })
  },

  make(link, { at, bit, tells = 'nothing' }, random) {
    const e = findEdge(link, at)
    if (typeof e !== 'number') return e
    const place = link.describer.source(e)
    const found = explained(link, e)
    if (!found || !isAsComputed(link, found)) return cannot('questions.cannot.compute', { place })
    const { pieces } = found.field
    if (!pieces) return cannot('questions.cannot.whole', { place })
    const asked = bit === undefined ? pieces[random(pieces.length)] : pieces.find((one) => one.at === bit)
    if (!asked) return cannot('questions.cannot.whole', { place })
    return {
      about: `${place} ${asked.at}`,
      asks: {
        id: 'questions.piece.asks',
        args: {
          place: entryInWords(place),
          target: link.describer.target(e),
          bits: bitsText(asked.at, asked.count),
          count: asked.count,
          tells,
          pieces: pieces.length,
          all: pieces.map((one) => bitsText(one.at, one.count)).join(', '),
          ...formulaArgs(link, found),
        },
      },
      form: { is: 'number', unit: 'value' },
      answer: number(bitsIn(found.value, asked)),
      wrong: wrongBits(link, found, asked),
      because: [...formulaLines(link, found), ...pieces.map((one) => whereItGoes(found, one))],
      thing: { kind: 'edge', id: e },
    }
  },
}

const fieldOf = ({ arch, graph }: AskedLink, e: EdgeId) => arch.fixups[graph.edges.kind[e]]!.field

/**
 * Whether all pieces hold the value's bits. They need not: where a file has set bits of the field itself, LLVM leaves them
 * set, and so do we if asked to.
 */
function isAsComputed(link: AskedLink, { edge, field, value, tombstone }: EdgeExplanation): boolean {
  const word = wordAt(link, edge, field)
  return (
    tombstone === undefined &&
    piecesOf(field).every((one) => bitsIn(word, { value: one.at, at: 0, count: one.count }) === bitsIn(value, one))
  )
}

/** The instruction as it is now, or as it was in the file. */
const wordAt = (link: AskedLink, e: EdgeId, field: FieldRow, original = false): bigint =>
  numberOf(fieldBytes(link, e, field.bytes, original), orderOf(link.arch, field))

/** The number that a piece of the value makes in the instruction. */
function bitsIn(value: bigint, { value: from, count, inverted }: FieldPiece): bigint {
  const mask = (1n << BigInt(count)) - 1n
  const bits = (value >> BigInt(from)) & mask
  return inverted ? bits ^ mask : bits
}

/** `30–29`, the highest first. */
const bitsText = (lowest: number, count: number): string =>
  count === 1 ? String(lowest) : `${lowest + count - 1}–${lowest}`

/** A line of the reveal for each piece: which bits of the value, into which bits of the instruction. */
function whereItGoes({ value }: EdgeExplanation, one: FieldPiece) {
  return {
    id: 'questions.piece.because',
    args: {
      from: bitsText(one.value, one.count),
      to: bitsText(one.at, one.count),
      bits: hex(bitsIn(value, one)),
      inverted: one.inverted ? 'yes' : 'no',
      count: one.count,
    },
  } as const
}

/** The formula counts from the page of the instruction, not from the instruction. */
const measuresPages = ({ fixup }: EdgeExplanation): boolean =>
  fixup.formula.pages.some(({ sign, of }) => sign < 0 && of.coefficient.P !== 0)

function wrongBits(link: AskedLink, found: EdgeExplanation, asked: FieldPiece): Diagnosis[] {
  const { value, field, edge } = found
  const pieces = piecesOf(field)
  const lowest = Math.min(...pieces.map(({ value: from }) => from))
  const below = pieces.filter(({ at }) => at < asked.at).reduce((sum, { count }) => sum + count, 0)
  const { inverted: _, ...upright } = asked
  const bits = (id: MisconceptionId, of: bigint, from = asked.value): Diagnosis =>
    wrong(id, number(bitsIn(of, { ...asked, value: from })))
  return [
    bits('bits-in-order', value, lowest + below),
    bits('counts-bytes', value, asked.value - lowest),
    wrong('placeholder', number(bitsIn(wordAt(link, edge, field, true), { ...upright, value: asked.at }))),
    ...(asked.inverted ? [wrong('not-inverted', number(bitsIn(value, upright)))] : []),
    ...thoughtsAbout(link, found)
      .filter(({ misconception }) => THOUGHTS.includes(misconception))
      .map(({ misconception, value: thought }) => bits(misconception, thought)),
    ...(measuresPages(found) ? [bits('from-instruction', found.values.S + found.values.A - found.values.P)] : []),
  ]
}
