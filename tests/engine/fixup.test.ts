/** The fixup loop works on pairs of 32-bit words; the explanation on exact integers. On every edge they must agree. */
import { said } from '../support/said'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aarch64, aarch64_be } from '../../src/engine/arch/aarch64/aarch64'
import { AARCH64 } from '../../src/engine/arch/aarch64/edges'
import type { Arch, ByteOrder } from '../../src/engine/arch/arch'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import type { CompiledFixup } from '../../src/engine/arch/edge-rows'
import { explainEdge } from '../../src/engine/arch/explain'
import { limitsOf, written as writtenOver } from '../../src/engine/arch/fields'
import { placesOf } from '../../src/engine/arch/places'
import { applyFixups } from '../../src/engine/fixup/apply'
import { Refusal } from '../../src/engine/graph/diagnostics'
import type { EdgeKind, FileId, Protection } from '../../src/engine/graph/ids'
import { Linkage, Scope } from '../../src/engine/graph/ids'
import { STANDARD } from '../../src/engine/graph/lifetimes'
import { LinkGraph } from '../../src/engine/graph/link-graph'
import { NO_NAME } from '../../src/engine/table/name-table'

const FILE = 0 as FileId
/** Addresses and addends near the places where words, doubles and signs change. */
const edges = [0n, 1n << 31n, 1n << 32n, 1n << 53n, 1n << 63n, (1n << 64n) - 1n]
const near = fc
  .tuple(fc.constantFrom(...edges), fc.bigInt({ min: -9n, max: 9n }))
  .map(([base, shift]) => BigInt.asUintN(64, base + shift))

/** One block with one edge to an absolute symbol. */
function graphOf(kind: number, place: bigint, target: bigint, addend: bigint, bytes = new Uint8Array(16)): LinkGraph {
  const graph = new LinkGraph()
  graph.addFile({ name: 'x.o', arch: 'x86-64', triple: 'x86_64--', format: 'elf' }, bytes)
  const section = graph.addSection(
    { file: FILE, name: graph.names.internText('.data'), protection: 3 as Protection, lifetime: STANDARD, flags: 0 },
    0,
  )
  const block = graph.addBlock({
    section,
    source: 1,
    sourceOffset: 0,
    size: 16n,
    address: place,
    alignment: 1,
    alignmentOffset: 0,
  })
  const symbol = { file: FILE, name: NO_NAME, size: 5n, linkage: Linkage.Strong, scope: Scope.Local, flags: 0 }
  graph.addEdge(block, 4, kind as EdgeKind, graph.addAbsolute(symbol, target), addend)
  return graph
}

function written(graph: LinkGraph, width: number, order: ByteOrder = 'little'): bigint {
  const bytes = [...graph.content(0 as never)!.subarray(4, 4 + width)]
  if (order === 'big') bytes.reverse()
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

const fixupsOf = ({ fixups }: Arch): { kind: number; fixup: CompiledFixup }[] =>
  fixups.flatMap((fixup, kind) => (fixup ? [{ kind, fixup }] : []))
const FIXUPS = fixupsOf(x86_64)

/** Words whose bits decide what a field means: additions, loads and stores of all sizes, moves; and any others. */
const words = fc.oneof(
  fc.constantFrom(0x91000000, 0x39400000, 0x79400000, 0xb9400000, 0xf9400000, 0x3dc00000, 0xd2800000, 0xf2e00000),
  fc.nat(0xffffffff),
)

for (const arch of [aarch64, aarch64_be]) {
  describe(`the fixup loop of ${arch.title}`, () => {
    for (const { kind, fixup } of fixupsOf(arch)) {
      const order = arch.byteOrder[fixup.field.instruction ? 'code' : 'data']
      it(`${fixup.row.name}: puts the value’s bits where they belong and leaves others alone`, () => {
        fc.assert(
          fc.property(near, near, near, words, (place, target, addend, word) => {
            const bytes = new Uint8Array(16)
            new DataView(bytes.buffer).setUint32(4, word, order === 'little')
            const graph = graphOf(kind, place, target, addend, bytes)
            const before = written(graph, fixup.field.bytes, order)
            const { field, value, fits, isAligned } = explainEdge(graph, arch, 0 as never, placesOf(graph, arch))!
            if (!fits || !isAligned) {
              expect(() => applyFixups(graph, arch)).toThrow(Refusal)
              return
            }
            applyFixups(graph, arch)
            expect(written(graph, field.bytes, order)).toBe(writtenOver(field, before, value))
          }),
          { numRuns: 300 },
        )
      })
    }

    it('reaches as far as the rows say: for each instruction the first and the last place, and none beyond', () => {
      for (const { kind, fixup } of fixupsOf(arch)) {
        const { sign, multipleOf = 1 } = fixup.field
        if (sign !== 'signed' || fixup.formula.coefficient.S < 1 || fixup.formula.coefficient.P !== -1) continue
        const { low, high } = limitsOf(fixup.field)
        const target = (1n << 40n) + 4n - BigInt(fixup.formula.constant)
        const graphWith = (value: bigint): LinkGraph => graphOf(kind, 1n << 40n, target + value, 0n)
        const step = BigInt(multipleOf)
        for (const value of [low, high + 1n - step]) expect(() => applyFixups(graphWith(value), arch)).not.toThrow()
        for (const value of [low - step, high + 1n]) expect(() => applyFixups(graphWith(value), arch)).toThrow(Refusal)
      }
    })

    it('refuses a target of which the field cannot hold all bits', () => {
      try {
        applyFixups(graphOf(AARCH64.Branch26PCRel, 0n, 0x1002n, 0n), arch)
        expect.unreachable()
      } catch (problem) {
        const { code, found, expected } = (problem as Refusal).diagnostic
        expect(code).toBe('misaligned-target')
        expect(said(found)).toBe('S + A - P = 4094')
        expect(said(expected)).toBe('a multiple of 4 (signed, 26 bits that count words)')
      }
    })

    it('adds bits to those that stand there only if it is told to', () => {
      const bytes = new Uint8Array(16)
      new DataView(bytes.buffer).setUint32(4, 0x94000001, true)
      const graph = (): LinkGraph => graphOf(AARCH64.Branch26PCRel, 0n, 0x1004n + 4n * 0x100n - 0x1000n, 0n, bytes)
      const [replaced, added] = [graph(), graph()]
      applyFixups(replaced, arch)
      applyFixups(added, arch, { addsBits: true })
      expect(written(replaced, 4)).toBe(0x94000100n)
      expect(written(added, 4)).toBe(0x94000101n)
    })
  })
}

describe('the fixup loop', () => {
  for (const { kind, fixup } of FIXUPS) {
    it(`${fixup.row.name}: writes the exact value, or refuses what does not fit`, () => {
      fc.assert(
        fc.property(near, near, near, (place, target, addend) => {
          const graph = graphOf(kind, place, target, addend)
          const expected = explainEdge(graph, x86_64, 0 as never, placesOf(graph, x86_64))!
          if (!expected.fits) {
            expect(() => applyFixups(graph, x86_64)).toThrow(Refusal)
            return
          }
          applyFixups(graph, x86_64)
          expect(written(graph, fixup.field.bytes)).toBe(BigInt.asUintN(8 * fixup.field.bytes, expected.value))
        }),
        { numRuns: 150 },
      )
    })
  }

  /** A graph in which the formula's value is `value`: the target is at 0, and so is the field. */
  const graphWith = (kind: number, fixup: CompiledFixup, value: bigint): LinkGraph => {
    const fromFormula = BigInt(fixup.formula.constant) + 5n * BigInt(fixup.formula.coefficient.Z)
    return graphOf(kind, (1n << 64n) - 4n, 0n, value - fromFormula)
  }

  for (const { kind, fixup } of FIXUPS.filter(({ fixup }) => fixup.field.sign !== 'none')) {
    it(`${fixup.row.name}: takes the smallest and the largest value, and none beyond`, () => {
      const bits = BigInt(8 * fixup.field.bytes)
      const low = fixup.field.sign === 'signed' ? -(1n << (bits - 1n)) : 0n
      const high = low + (1n << bits) - 1n
      for (const value of [low, high]) {
        const graph = graphWith(kind, fixup, value)
        applyFixups(graph, x86_64)
        expect(written(graph, fixup.field.bytes)).toBe(BigInt.asUintN(Number(bits), value))
        expect(explainEdge(graph, x86_64, 0 as never, placesOf(graph, x86_64))).toMatchObject({
          value,
          low,
          high,
          fits: true,
        })
      }
      for (const value of [low - 1n, high + 1n]) {
        const graph = graphWith(kind, fixup, value)
        expect(explainEdge(graph, x86_64, 0 as never, placesOf(graph, x86_64))!.fits).toBe(false)
        expect(() => applyFixups(graph, x86_64)).toThrow(Refusal)
      }
    })
  }

  it('carries from the low word to the high one, and borrows', () => {
    const sum = graphOf(2, 0n, 0xffffffffn, 1n)
    applyFixups(sum, x86_64)
    expect(written(sum, 8)).toBe(1n << 32n)
    const difference = graphOf(7, 0x100000000n, 0x200000000n, 0n)
    applyFixups(difference, x86_64)
    expect(written(difference, 8)).toBe(0xfffffffcn)
  })

  it('explains a target out of reach: place, target, value, limits and excess', () => {
    const graph = graphOf(8, 0n, 1n << 40n, 0n)
    const outcome = (): unknown => applyFixups(graph, x86_64)
    expect(outcome).toThrow(Refusal)
    try {
      outcome()
    } catch (problem) {
      const { diagnostic } = problem as Refusal
      expect(diagnostic.code).toBe('out-of-range')
      expect(said(diagnostic.structure)).toContain('0x4')
      expect(said(diagnostic.detail)).toContain('0x10000000000')
      expect(said(diagnostic.detail)).toContain(String((1n << 40n) - 4n - ((1n << 31n) - 1n)))
      expect(said(diagnostic.expected)).toContain('-2147483648 to 2147483647')
    }
  })

  it('copies content first and leaves the file’s bytes untouched', () => {
    const graph = graphOf(2, 0x1000n, 0x1234n, 0n)
    applyFixups(graph, x86_64)
    expect([...graph.originalContent(0 as never)!]).toEqual(new Array(16).fill(0))
    expect(written(graph, 8)).toBe(0x1234n)
  })
})
