/** The tables of Mach-O arm64 may change places, and nothing else about where they stand may change unseen. */
import { describe, expect, it } from 'vitest'
import type { BlockRecord, GraphRecord } from './graph-record'
import { tablePlaces } from './table-places'

const TABLES = ['$__GOT', '$__STUBS']

const block = (section: string, address: bigint, size: bigint): BlockRecord =>
  ({ section, address, size, alignment: 4 }) as BlockRecord

const graph = (triple: string, ...blocks: readonly BlockRecord[]): GraphRecord => ({ triple, blocks }) as GraphRecord

const arm64 = (...tables: readonly BlockRecord[]): string =>
  tablePlaces(graph('arm64-apple-macosx', block('__TEXT,__text', 0x1000n, 32n), ...tables), TABLES)

const usual = arm64(block('$__GOT', 0x1020n, 8n), block('$__GOT', 0x1028n, 8n), block('$__STUBS', 0x1030n, 12n))

describe('tables of Mach-O arm64', () => {
  it('may change places', () => {
    const swapped = arm64(block('$__STUBS', 0x1020n, 12n), block('$__GOT', 0x102cn, 8n), block('$__GOT', 0x1034n, 8n))
    expect(swapped).toBe(usual)
  })

  it.each([
    ['a gap', [block('$__GOT', 0x1020n, 8n), block('$__GOT', 0x1030n, 8n), block('$__STUBS', 0x1038n, 12n)]],
    ['a gap in front', [block('$__GOT', 0x1030n, 8n), block('$__GOT', 0x1038n, 8n), block('$__STUBS', 0x1040n, 12n)]],
    ['a mixture', [block('$__GOT', 0x1020n, 8n), block('$__STUBS', 0x1028n, 12n), block('$__GOT', 0x1034n, 8n)]],
    ['one entry less', [block('$__GOT', 0x1020n, 8n), block('$__STUBS', 0x1028n, 12n)]],
    ['an overlap', [block('$__GOT', 0x1020n, 8n), block('$__GOT', 0x1024n, 8n), block('$__STUBS', 0x102cn, 12n)]],
  ])('are another answer with %s', (_, tables) => {
    expect(arm64(...tables)).not.toBe(usual)
  })
})

describe('tables of other targets', () => {
  it('stand where they stand', () => {
    const at = (got: bigint, stub: bigint): string =>
      tablePlaces(graph('x86_64--', block('$__GOT', got, 8n), block('$__STUBS', stub, 6n)), TABLES)
    expect(at(0x1000n, 0x1008n)).not.toBe(at(0x1006n, 0x1000n))
  })
})
