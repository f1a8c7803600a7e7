/** Which of two COMDAT sections counts: by default as `lld-link` was recorded choosing, in compat mode as LLVM 22 does. */
import { said } from '../support/said'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnosticText } from '../../src/engine/graph/diagnostics'
import type { SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { SectionFlag } from '../../src/engine/graph/schema'
import type { LinkOptions } from '../../src/engine/passes/pass'
import type { LinkInput, LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { comdat, exported, sectionSymbol, writeCoff } from '../support/coff-writer'
import { COMDAT_PAIRS, NAME, PAIR_SELECTIONS, RIVAL_PAIRS } from '../support/comdat-pairs'

const answers = JSON.parse(readFileSync('tests/golden/lld-link/comdats.json', 'utf8')) as Record<string, string>

const rivals = JSON.parse(readFileSync('tests/golden/lld-link/rivals.json', 'utf8')) as Record<string, string>

function linked(inputs: readonly LinkInput[], options: LinkOptions): LinkResult {
  return link(inputs, { ...options, undefined: 'zero' }, { log: false })
}

/** The file whose definition counts, the size of a common that does, or that the link was refused. */
function chosen(result: LinkResult): string {
  const { graph, ok, diagnostics } = result
  if (!ok) return diagnostics.some(({ severity }) => severity === 'error') ? 'refused' : 'nothing said'
  const wanted = graph.names.find(NAME)
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.name[s] !== wanted || graph.symbols.base[s] !== Base.Defined) continue
    const home = graph.symbols.block[s]
    const isCommon = graph.sections.flags[graph.blocks.section[home]] & SectionFlag.Commons
    return isCommon
      ? `common of ${graph.blocks.size.big[home]}`
      : graph.files[graph.symbols.file[s]]!.name.replace('.obj', '')
  }
  return 'nobody'
}

describe('two COMDAT sections of one name', () => {
  it('are recorded for every two ways of choosing', () =>
    expect(Object.keys(answers)).toEqual(COMDAT_PAIRS.map(({ id }) => id)))

  for (const { id, inputs } of COMDAT_PAIRS) {
    it(`${id}: ${answers[id]}`, () => {
      expect(chosen(linked(inputs, DEFAULT_OPTIONS))).toBe(answers[id])
    })
    it(`${id}: in compat mode the first, or the strong one`, () => {
      const strong = id
        .split(':')[0]!
        .split(', then ')
        .map((selection) => selection === 'no duplicates')
      const expected = strong[0] && strong[1] ? 'refused' : strong[1] ? 'second' : 'first'
      expect(chosen(linked(inputs, COMPAT_OPTIONS))).toBe(expected)
    })
  }

  it('that do not go together are refused with both files, sizes and bytes', () => {
    const { inputs } = COMDAT_PAIRS.find(({ id }) => id === 'same size, then same size: shorter')!
    const [error] = linked(inputs, PAGE_OPTIONS).diagnostics.filter(({ severity }) => severity === 'error')
    expect(error?.code).toBe('coff-comdat-rivals')
    expect(diagnosticText(error!)).toContain('second.obj')
    expect(said(error?.found)).toBe('2 bytes, b9 c3')
    expect(said(error?.expected)).toBe(
      'one of the same size (“same size”): 6 bytes, b8 01 00 00 00 c3, as first.obj has it',
    )
    expect(error?.offset).toBeTypeOf('number')
  })

  it('that contradict each other are refused with both selections', () => {
    const { inputs } = COMDAT_PAIRS.find(({ id }) => id === 'any, then exact match: the same')!
    const [error] = linked(inputs, PAGE_OPTIONS).diagnostics.filter(({ severity }) => severity === 'error')
    expect([said(error?.found), said(error?.expected)]).toEqual(['“exact match”', '“any”, as first.obj has it'])
  })

  it('die with what is associated with them', () => {
    const object = (name: string, bytes: readonly number[]): LinkInput => ({
      name,
      bytes: writeCoff({
        sections: [
          { name: '.text', flags: 'rxc', bytes },
          { name: '.rdata', flags: 'rc', bytes: [bytes.length] },
        ],
        symbols: [...comdat(1, NAME, PAIR_SELECTIONS.largest), sectionSymbol('.rdata', 2, 5, 1)],
      }),
    })
    const { graph } = linked([object('first.obj', [0xc3]), object('second.obj', [0x90, 0xc3])], DEFAULT_OPTIONS)
    const notes = Array.from({ length: graph.blocks.length }, (_, b) => b as never)
      .filter((b) => !graph.isRemoved(b) && graph.sectionName(graph.blocks.section[b]) === '.rdata')
      .map((b) => graph.content(b)![0])
    expect(notes).toEqual([2])
  })
})

describe('two definitions of one name of which one lies in no COMDAT section', () => {
  it('are recorded for every two kinds', () => expect(Object.keys(rivals)).toEqual(RIVAL_PAIRS.map(({ id }) => id)))

  for (const { id, inputs } of RIVAL_PAIRS) {
    it(`${id}: ${rivals[id]}`, () => expect(chosen(linked(inputs, DEFAULT_OPTIONS))).toBe(rivals[id]))
    it(`${id}: in compat mode the strong one, or the first`, () => {
      const strong = id.split(', then ').map((kind) => kind === 'ordinary' || kind === 'no duplicates')
      const expected = strong[0] && strong[1] ? 'refused' : strong[1] ? 'second' : 'first'
      const found = chosen(linked(inputs, COMPAT_OPTIONS))
      const common = id.split(', then ')[expected === 'second' ? 1 : 0]!
      expect(found).toBe(common.startsWith('common') && expected !== 'refused' ? common : expected)
    })
  }

  it('are refused with who defines the name, how, and who asks for it', () => {
    const { inputs } = RIVAL_PAIRS.find(({ id }) => id === 'any, then ordinary')!
    const asking = writeCoff({
      sections: [
        { name: '.text', flags: 'rx', bytes: [0xe8, 0, 0, 0, 0], relocations: [{ at: 1, type: 4, to: NAME }] },
      ],
      symbols: [sectionSymbol('.text', 1), exported('main', 1), { name: NAME }],
    })
    const result = linked([...inputs, { name: 'main.obj', bytes: asking }], DEFAULT_OPTIONS)
    const [error] = result.diagnostics.filter(({ severity }) => severity === 'error')
    expect(error?.code).toBe('comdat-and-ordinary')
    expect(said(error?.detail)).toBe(
      'inline has a COMDAT definition in first.obj (.text, 2 bytes) and an ordinary definition in second.obj (.text, 2 bytes); a COMDAT definition gives way to its like alone; main.obj asks for it',
    )
  })

  it('are let off if one is made weak', () => {
    const { inputs } = RIVAL_PAIRS.find(({ id }) => id === 'any, then ordinary')!
    for (const [file, other] of [
      ['first.obj', 'second'],
      ['second.obj', 'first'],
    ] as const)
      expect(chosen(linked(inputs, { ...DEFAULT_OPTIONS, strengths: [{ name: NAME, file, strength: 'weak' }] }))).toBe(
        other,
      )
  })
})
