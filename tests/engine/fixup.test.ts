/** The fixup loop works on pairs of 32-bit words; the explanation on exact integers. On every edge they must agree. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { x86_64 } from '../../src/engine/arch/x86-64/x86-64'
import type { CompiledFixup } from '../../src/engine/arch/edge-rows'
import { explainEdge } from '../../src/engine/arch/explain'
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
function graphOf(kind: number, place: bigint, target: bigint, addend: bigint): LinkGraph {
  const graph = new LinkGraph()
  graph.addFile({ name: 'x.o', arch: 'x86-64', triple: 'x86_64--', format: 'elf' }, new Uint8Array(16))
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

function written(graph: LinkGraph, width: number): bigint {
  const bytes = graph.content(0 as never)!
  let value = 0n
  for (let i = width - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[4 + i]!)
  return value
}

const FIXUPS = x86_64.fixups.flatMap((fixup, kind) => (fixup ? [{ kind, fixup }] : []))

describe('the fixup loop', () => {
  for (const { kind, fixup } of FIXUPS) {
    it(`${fixup.row.name}: writes the exact value, or refuses what does not fit`, () => {
      fc.assert(
        fc.property(near, near, near, (place, target, addend) => {
          const graph = graphOf(kind, place, target, addend)
          const expected = explainEdge(graph, x86_64, 0 as never, placesOf(graph))!
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
        expect(explainEdge(graph, x86_64, 0 as never, placesOf(graph))).toMatchObject({ value, low, high, fits: true })
      }
      for (const value of [low - 1n, high + 1n]) {
        const graph = graphWith(kind, fixup, value)
        expect(explainEdge(graph, x86_64, 0 as never, placesOf(graph))!.fits).toBe(false)
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
      expect(diagnostic.structure).toContain('0x4')
      expect(diagnostic.detail).toContain('0x10000000000')
      expect(diagnostic.detail).toContain(String((1n << 40n) - 4n - ((1n << 31n) - 1n)))
      expect(diagnostic.expected).toContain('-2147483648 to 2147483647')
    }
  })

  it('copies content first and leaves the file’s bytes untouched', () => {
    const graph = graphOf(2, 0x1000n, 0x1234n, 0n)
    applyFixups(graph, x86_64)
    expect([...graph.originalContent(0 as never)!]).toEqual(new Array(16).fill(0))
    expect(written(graph, 8)).toBe(0x1234n)
  })
})
