/** What our reader says of each test object equals what llvm-dwarfdump said of the same bytes, row for row. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { FileId } from '../../src/engine/graph/ids'
import type { Facts } from './facts'
import { ourFacts } from './facts'
import { linkObject } from './link-object'

const HERE = dirname(fileURLToPath(import.meta.url))
const GOLDEN = join(HERE, '../golden/dwarf')

const ids = readdirSync(GOLDEN).map((name) => name.replace(/\.json$/, ''))
const golden = (id: string): Facts => JSON.parse(readFileSync(join(GOLDEN, `${id}.json`), 'utf8')) as Facts

/** Objects of which less is there to read, with the note that says so. */
const NOTES: Readonly<Record<string, string>> = {
  'gcc-c-5-compressed': 'dwarf-compressed',
  'clang-cpp-5-split': 'dwarf-split',
}

describe('debug information as llvm-dwarfdump reads it', () => {
  it('is recorded', () => expect(ids.length).toBeGreaterThanOrEqual(18))

  for (const id of ids) {
    it(id, () => {
      const { graph } = linkObject(join(HERE, `objects/${id}.o`))
      const { info, ...facts } = ourFacts(graph, 0 as FileId)
      expect(facts).toEqual(golden(id))
      expect([...new Set(info.diagnostics.map(({ code }) => code))]).toEqual(NOTES[id] ? [NOTES[id]] : [])
    })
  }

  it('has rows of every sort', () => {
    const all = ids.map(golden)
    expect(all.flatMap(({ lines }) => lines).length).toBeGreaterThan(500)
    const functions = all.flatMap(({ subprograms }) => subprograms)
    expect(functions.length).toBeGreaterThan(80)
    expect(
      functions.some((line) => /0x\w+-0x\w+ 0x\w+-0x\w+/.test(line)),
      'a function in two pieces',
    ).toBe(true)
    expect(
      functions.some((line) => line.includes('| _ZN')),
      'a mangled name',
    ).toBe(true)
  })
})
