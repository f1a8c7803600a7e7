/** The comparer itself: it must see every one of these planted changes, and must not take an empty reference for a match. */
import { describe, expect, it } from 'vitest'
import { compareLinks } from './compare'
import { linkGolden, readGolden, recordedGraphs } from './golden'
import { ourGraphs } from './ours'
import type { BlockRecord, GraphRecord } from './graph-record'
import { parseDump } from './graph-record'

const golden = readGolden('printf-got-and-stub')
const fresh = (): GraphRecord[] => recordedGraphs(golden)
const section = (graphs: GraphRecord[], name: string): BlockRecord[] =>
  graphs[0]!.blocks.filter((block) => block.section === name)
const text = (graphs: GraphRecord[]): BlockRecord => section(graphs, '.text')[0]!

function flip(block: BlockRecord, byte: number): void {
  const bytes = Buffer.from(block.content!, 'hex')
  bytes[byte]! ^= 1
  block.content = bytes.toString('hex')
}

type Change = (graphs: GraphRecord[]) => void

const CHANGES: Record<string, Change> = {
  'a byte of code': (graphs) => flip(text(graphs), 0),
  'a byte of a field that a fixup wrote': (graphs) =>
    flip(text(graphs), Number(text(graphs).edges.find(({ kind }) => kind !== 'Keep-Alive')!.offset)),
  'the last byte of a block': (graphs) => flip(text(graphs), Number(text(graphs).size) - 1),
  'a byte of a GOT entry': (graphs) => flip(section(graphs, '$__GOT')[0]!, 7),
  'a byte of a stub': (graphs) => flip(section(graphs, '$__STUBS')[0]!, 2),
  'a missing content': (graphs) => (text(graphs).content = undefined),
  'an address': (graphs) => (text(graphs).address += 16n),
  'the address of a GOT entry': (graphs) => (section(graphs, '$__GOT')[0]!.address += 8n),
  'a size': (graphs) => (text(graphs).size += 1n),
  'an alignment': (graphs) => (text(graphs).alignment *= 2),
  'an alignment offset': (graphs) => (section(graphs, '.eh_frame')[1]!.alignmentOffset += 4),
  'zero-fill': (graphs) => (text(graphs).zeroFill = true),
  'a missing edge': (graphs) => text(graphs).edges.pop(),
  'an edge too many': (graphs) => text(graphs).edges.push({ ...text(graphs).edges[0]! }),
  'an addend': (graphs) => (text(graphs).edges.at(-1)!.addend += 1n),
  'the offset of an edge': (graphs) => (text(graphs).edges.at(-1)!.offset -= 1n),
  'the kind of an edge': (graphs) => (text(graphs).edges.at(-1)!.kind = 'Pointer32'),
  'the target of an edge': (graphs) => (text(graphs).edges.at(-1)!.target = 'somebody_else'),
  'an edge aimed at another table entry': swapEntries,
  liveness: (graphs) => (text(graphs).symbols[0]!.live = !text(graphs).symbols[0]!.live),
  'the name of a symbol': (graphs) => (text(graphs).symbols.find(({ name }) => name)!.name = 'x'),
  'the offset of a symbol': (graphs) => (text(graphs).symbols.at(-1)!.offset += 1n),
  'the size of a symbol': (graphs) => (text(graphs).symbols[0]!.size += 1n),
  linkage: (graphs) => (text(graphs).symbols[0]!.linkage = 'weak'),
  scope: (graphs) => (text(graphs).symbols[0]!.scope = 'hidden'),
  'a missing symbol': (graphs) => text(graphs).symbols.pop(),
  'a missing block': (graphs) => graphs[0]!.blocks.shift(),
  'a block too many': (graphs) => graphs[0]!.blocks.push({ ...text(graphs), address: 0x20000000n }),
  'a missing stub': (graphs) => graphs[0]!.blocks.splice(graphs[0]!.blocks.indexOf(section(graphs, '$__STUBS')[0]!), 1),
  'a section': (graphs) => (text(graphs).section = '.data'),
  'a missing section': (graphs) => graphs[0]!.sections.pop(),
  'the address of an external': (graphs) => (graphs[0]!.externals[0]!.address += 1n),
  'a missing external': (graphs) => graphs[0]!.externals.pop(),
  'a missing absolute': (graphs) => graphs[0]!.absolutes.pop(),
  'the triple': (graphs) => (graphs[0]!.triple = 'aarch64--'),
  'a missing graph': (graphs) => graphs.pop(),
}

/** Aims the first edge that goes to a GOT entry at the other one, as a linker that mixes up two names would. */
function swapEntries(graphs: GraphRecord[]): void {
  const entries = section(graphs, '$__GOT').map(({ address }) => address)
  const edge = graphs[0]!.blocks.flatMap(({ edges }) => edges).find(({ target }) => entries.includes(target as bigint))!
  edge.target = entries.find((address) => address !== edge.target)!
}

describe('the comparer', () => {
  it('finds no difference between a record and itself', () => expect(compareLinks(fresh(), fresh())).toEqual([]))
  it('finds none between the record and our link', () =>
    expect(compareLinks(fresh(), ourGraphs(linkGolden(golden)))).toEqual([]))

  it('knows more than twenty changes', () => expect(Object.keys(CHANGES).length).toBeGreaterThan(20))
  for (const [name, change] of Object.entries(CHANGES)) {
    it(`sees ${name}`, () => {
      const changed = fresh()
      change(changed)
      expect(compareLinks(fresh(), changed)).not.toEqual([])
    })
  }

  it('accepts table entries in another order, and only with the bytes that follow from it', () => {
    const ours = ourGraphs(linkGolden(golden))
    const order = (graphs: GraphRecord[]): string =>
      section(graphs, '$__GOT')
        .map(({ edges }) => edges[0]!.target)
        .join(' ')
    expect(order(ours)).not.toBe(order(fresh()))
    flip(section(ours, '$__STUBS')[0]!, 3)
    expect(compareLinks(fresh(), ours)).not.toEqual([])
  })

  it('calls a reference that linked nothing an error', () => {
    expect(compareLinks([], ourGraphs(linkGolden(golden)))).not.toEqual([])
    const nothing = fresh()
    nothing[0]!.blocks = []
    expect(compareLinks(nothing, nothing)).not.toEqual([])
  })

  it('does not skip lines that it cannot read', () =>
    expect(() => parseDump(['LinkGraph "a" (triple = x)', 'something new'])).toThrow('line 2'))
})
