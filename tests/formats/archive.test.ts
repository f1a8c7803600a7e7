/** Archives: three ways of writing them, members on demand with the reason, and archives that lie. */
import { said } from '../support/said'
import { describe, expect, it } from 'vitest'
import { readArchive } from '../../src/engine/formats/archive/archive'
import { Refusal } from '../../src/engine/graph/diagnostics'
import type { LinkOptions } from '../../src/engine/passes/pass'
import { LLVM_22 } from '../../src/engine/quirks'
import type { LinkResult } from '../../src/engine/session/link'
import { link } from '../../src/engine/session/link'
import { COMPAT_OPTIONS, DEFAULT_OPTIONS, PAGE_OPTIONS } from '../../src/engine/session/options'
import { coffIndex, gnuIndex, writeArchive } from '../support/archive-writer'
import { COFF_ARCHIVE, COFF_HELPER, COFF_MAIN, HOSTILE_ARCHIVES } from '../support/hostile-archives'
import { IMPORT_LIBRARY } from '../support/import-library'
import { readBytes } from '../support/link-files'
import { Mutator } from '../support/mutate'
import { writeObject } from '../support/object-writer'

const LONG = 'a-name-that-is-longer-than-sixteen-letters.o'
const file = (name: string): Uint8Array => readBytes(`tests/corpus/archives/${name}`)

function linkWith(archives: readonly string[], options: Partial<LinkOptions> = {}): LinkResult {
  const inputs = ['main.o', ...archives].map((name) => ({ name, bytes: file(name) }))
  return link(inputs, { ...DEFAULT_OPTIONS, ...options }, { log: true })
}

const filesOf = ({ graph }: LinkResult): string[] => graph.files.map(({ name }) => name)
const codesOf = ({ diagnostics }: LinkResult): string[] => diagnostics.map(({ code }) => code)

describe('an archive', () => {
  const kinds = { 'gnu.a': 'GNU', 'bsd.a': 'BSD', 'darwin.a': 'BSD', 'coff.a': 'COFF' }
  for (const [name, kind] of Object.entries(kinds)) {
    it(`of the form ${name} has its members, their names and its index`, () => {
      const archive = readArchive(name, file(name))
      expect(archive.kind).toBe(kind)
      expect(archive.members.map((member) => member.name)).toEqual(['unused.o', 'first.o', LONG])
      expect([...archive.index!].map(([symbol, member]) => `${symbol}: ${member.index}`).toSorted()).toEqual([
        'first: 1',
        'second: 2',
        'third: 0',
      ])
      expect(archive.problems).toEqual([])
      for (const member of archive.members) expect([...member.bytes.subarray(0, 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46])
    })

    it(`of the form ${name} gives what is needed, and says why`, () => {
      const result = linkWith([name])
      expect(result.ok).toBe(true)
      expect(filesOf(result)).toEqual(['main.o', `${name}[1](first.o)`, `${name}[2](${LONG})`])
      expect(result.graph.files.map(({ pulled }) => pulled && `${pulled.name} for ${pulled.by}`)).toEqual([
        undefined,
        'first for main.o',
        `second for ${name}[1](first.o)`,
      ])
      const [first] = result.partOfFile.slice(1)
      expect([...file(name).subarray(first!.start, first!.start + 4)]).toEqual([0x7f, 0x45, 0x4c, 0x46])
    })

    it(`of the form ${name} is linked in compat mode as LLVM 22 does`, () => {
      const options = { ...COMPAT_OPTIONS, undefined: 'zero', entries: ['main'] } as const
      expect(filesOf(linkWith([name], options))).toEqual(['main.o', `${name}[1](first.o)`, `${name}[2](${LONG})`])
    })
  }

  it('can be linked whole', () => {
    const result = linkWith(['gnu.a'], { archives: 'all', undefined: 'zero' })
    expect(filesOf(result)).toEqual(['main.o', 'gnu.a[0](unused.o)', 'gnu.a[1](first.o)', `gnu.a[2](${LONG})`])
  })

  it('is opened without an index by us, and ignored by LLVM 22', () => {
    expect(filesOf(linkWith(['no-index.a']))).toHaveLength(3)
    const compat = linkWith(['no-index.a'], {
      ...COMPAT_OPTIONS,
      undefined: 'zero',
      entries: ['main'],
      quirks: LLVM_22,
    })
    expect(filesOf(compat)).toEqual(['main.o'])
  })

  describe('in compat mode', () => {
    const compat = { ...COMPAT_OPTIONS, undefined: 'zero', entries: ['main'] } as const
    const [, first] = readArchive('gnu.a', file('gnu.a')).members
    const main = { name: 'main.o', bytes: file('main.o') }

    it('is not asked for what an object defines, wherever that stands', () => {
      const object = { name: 'first.o', bytes: first!.bytes }
      const archive = { name: 'gnu.a', bytes: file('gnu.a') }
      for (const inputs of [
        [main, object, archive],
        [archive, main, object],
      ]) {
        const result = link(inputs, compat, { log: false })
        expect(result.ok).toBe(true)
        expect(filesOf(result)).toEqual(['main.o', 'first.o', `gnu.a[2](${LONG})`])
      }
    })

    describe('of objects that were written for it', () => {
      /** Defines names, weak ones with a question mark, and needs others. */
      const object = (defines: readonly string[], needs: readonly string[], type: 'TLSLD' | '64' = '64') => {
        const relocations = needs.map((to, i) => ({ at: 8 * i, type, to }))
        const data = { name: '.data', flags: 'aw', bytes: Array.from({ length: 32 }, () => 0), relocations }
        const symbols = defines.map((name) => ({
          name: name.replace('?', ''),
          in: '.data',
          binding: name.endsWith('?') ? ('weak' as const) : ('global' as const),
        }))
        return writeObject({ sections: [data], symbols })
      }
      const linked = (mainNeeds: readonly string[], members: Readonly<Record<string, Uint8Array>>) => {
        const list = Object.entries(members).map(([name, bytes]) => ({ rawName: `${name}/`, bytes }))
        const library = writeArchive([{ rawName: '/', bytes: gnuIndex([]) }, ...list])
        const inputs = [
          { name: 'main.o', bytes: object(['main'], mainNeeds) },
          { name: 'lib.a', bytes: library },
        ]
        return link(inputs, compat, { log: false })
      }

      it('asks a member that is there already before one that the index has first', () => {
        const result = linked(['strong'], {
          one: object(['weak?'], []),
          two: object(['weak?', 'strong'], ['other']),
          three: object(['other'], ['weak']),
        })
        expect(filesOf(result)).toEqual(['main.o', 'lib.a[1](two)', 'lib.a[2](three)'])
      })

      it('leaves members alone that nobody needs, though no graph can be made of them', () => {
        const members = { bad: object(['bad'], ['good'], 'TLSLD'), good: object(['good'], []) }
        const fine = linked(['good'], members)
        expect(codesOf(fine)).toEqual([])
        expect(filesOf(fine)).toEqual(['main.o', 'lib.a[1](good)'])
      })

      it('ends if two members that are needed define a name', () => {
        const twice = linked(['one', 'two'], { one: object(['one', 'same'], []), two: object(['two', 'same'], []) })
        expect(twice.ok).toBe(false)
        expect(codesOf(twice)).toEqual(['duplicate-definition'])
      })
    })

    it('gives the first of two members that define a name, under the number of the last', () => {
      const size = first!.bytes.length + (first!.bytes.length % 2)
      const index = gnuIndex([
        ['first', 8 + 60 + 24],
        ['first', 8 + 60 + 24 + 60 + size],
      ])
      expect(index.length).toBe(24)
      const members = [
        { rawName: '/', bytes: index },
        { rawName: 'one.o/', bytes: first!.bytes },
        { rawName: 'two.o/', bytes: first!.bytes },
      ]
      const inputs = [main, { name: 'pair.a', bytes: writeArchive(members) }]
      expect(filesOf(link(inputs, compat, { log: false }))).toEqual(['main.o', 'pair.a[1](one.o)'])
    })
  })

  it('may hold two members of one name', () => {
    expect(filesOf(linkWith(['twins.a']))).toEqual(['main.o', 'twins.a[0](first.o)', 'twins.a[1](first.o)'])
  })

  it('that is thin is explained, with the files that it names', () => {
    const result = linkWith(['thin.a'], { undefined: 'zero' })
    expect(codesOf(result)).toEqual(['archive-thin'])
    expect(said(result.diagnostics[0]!.detail)).toContain('first.o')
    expect(result.refused.map(({ input }) => input)).toEqual([1])
    expect(filesOf(result)).toEqual(['main.o'])
  })

  it('that nobody asks is said to be unused', () => {
    const inputs = [{ name: 'gnu.a', bytes: file('gnu.a') }]
    const result = link(inputs, DEFAULT_OPTIONS, { log: false })
    expect(codesOf(result)).toEqual(['archive-unused'])
    expect(filesOf(link(inputs, { ...DEFAULT_OPTIONS, entries: ['first'] }, { log: false }))).toHaveLength(2)
  })

  it('comes before another in the order of the inputs', () => {
    const names = (order: readonly string[]): string[] => filesOf(linkWith(order)).slice(1)
    expect(names(['gnu.a', 'bsd.a'])[0]).toContain('gnu.a')
    expect(names(['bsd.a', 'gnu.a'])[0]).toContain('bsd.a')
  })
})

const object = file('main.o')
const even = (size: number): number => size + (size & 1)

describe('archives that lie', () => {
  for (const [what, code, bytes] of HOSTILE_ARCHIVES) {
    it(`${what}: ${code}`, () => {
      const first = what.startsWith('COFF') ? COFF_MAIN : object
      const inputs = [
        { name: 'main.o', bytes: first },
        { name: 'bad.a', bytes },
      ]
      const result = link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })
      const diagnostic = result.diagnostics.find((candidate) => candidate.code === code)
      expect(diagnostic?.file).toMatch(/^bad\.a/)
      expect(diagnostic!.structure).toBeTruthy()
      expect(diagnostic!.offset, 'a place in the file').toBeTypeOf('number')
      expect(diagnostic!.found).toBeTruthy()
      expect(diagnostic!.expected, 'what was expected').toBeTruthy()
      expect(result.ok).toBe(true)
      expect(filesOf(result)[0]).toBe('main.o')
    })
  }

  it('of the form COFF with two indexes that differ, the second counts', () => {
    // `helper` is in the second member; the first index says that it is in the first.
    const place = (index: Uint8Array, coff: Uint8Array): number => 8 + 60 + even(index.length) + 60 + even(coff.length)
    const [none, empty] = [gnuIndex([['helper', 0]]), coffIndex([0, 0], [['helper', 2]])]
    const first = place(none, empty)
    const second = first + 60 + even(COFF_MAIN.length)
    const bytes = writeArchive([
      { rawName: '/', bytes: gnuIndex([['helper', first]]) },
      { rawName: '/', bytes: coffIndex([first, second], [['helper', 2]]) },
      { rawName: 'main.obj/', bytes: COFF_MAIN },
      { rawName: 'helper.obj/', bytes: COFF_HELPER },
    ])
    const archive = readArchive('two.lib', bytes)
    expect(archive.kind).toBe('COFF')
    expect(archive.index!.get('helper')!.name).toBe('helper.obj')
    const [problem] = archive.problems
    expect([said(problem?.found), said(problem?.expected)]).toEqual([
      'helper.obj for helper',
      'main.obj, as the first index says',
    ])
  })

  it('an index that promises what the member has not: the name stays undefined, and nothing loops', () => {
    const index = gnuIndex([['first', 8 + 60 + 4 + 4 + 6]])
    const bytes = writeArchive([
      { rawName: '/', bytes: index },
      { rawName: 'liar.o/', bytes: readArchive('gnu.a', file('gnu.a')).members[0]!.bytes },
    ])
    const inputs = [
      { name: 'start.o', bytes: object },
      { name: 'liar.a', bytes },
    ]
    const result = link(inputs, DEFAULT_OPTIONS, { log: false })
    expect(result.ok).toBe(false)
    expect(codesOf(result)).toContain('undefined-symbol')
  })

  it('a member that is no object is refused by name, the rest is linked', () => {
    const archive = writeArchive([
      { rawName: '/', bytes: gnuIndex([['first', 8 + 60 + 14]]) },
      { rawName: 'notes.txt/', bytes: new TextEncoder().encode('just notes') },
    ])
    const inputs = [
      { name: 'main.o', bytes: object },
      { name: 'odd.a', bytes: archive },
    ]
    const result = link(inputs, { ...DEFAULT_OPTIONS, undefined: 'zero' }, { log: false })
    const refusal = result.diagnostics.find(({ code }) => code === 'is-text')
    expect(refusal!.file).toBe('odd.a[0](notes.txt)')
    expect(filesOf(result)).toEqual(['main.o'])
  })

  it('damaged, are refused or linked, never more', () => {
    const elf = ['gnu.a', 'bsd.a', 'darwin.a', 'coff.a', 'no-index.a', 'twins.a', 'thin.a'].map(file)
    const coff = [COFF_ARCHIVE, IMPORT_LIBRARY]
    const corpus = [...elf, ...coff]
    const mutator = new Mutator(20260202)
    const problems: string[] = []
    for (let i = 0; i < 1500; i++) {
      const whole = mutator.pick(corpus)
      const bytes = mutator.mutant(whole, corpus)
      try {
        const inputs = [
          { name: 'main.o', bytes: coff.includes(whole) ? COFF_MAIN : object },
          { name: 'mutant.a', bytes },
        ]
        const options = { ...PAGE_OPTIONS, archives: i % 2 === 0 ? ('all' as const) : ('on-demand' as const) }
        const { ok, diagnostics } = link(inputs, options, { log: false })
        if (diagnostics.some(({ code }) => code === 'internal')) problems.push(`mutant ${i}: a mistake of ours`)
        if (!ok && diagnostics.length === 0) problems.push(`mutant ${i}: neither link nor diagnostic`)
      } catch (problem) {
        problems.push(`mutant ${i}: ${(problem as Error).stack}`)
      }
    }
    expect(problems).toEqual([])
  })

  it('an empty one has no members', () => {
    expect(readArchive('empty.a', writeArchive([])).members).toEqual([])
    expect(() => readArchive('cut.a', writeArchive([{ rawName: 'a.o/', bytes: object }]).slice(0, 30))).toThrow(Refusal)
  })
})
