/** Damaged debug information: a diagnostic that says what and where, everything else kept, never an exception. */
import { describe, expect, it } from 'vitest'
import { diagnosticText, DIAGNOSTICS } from '../../src/engine/graph/diagnostics'
import { DAMAGED } from './damaged-rows'
import { GOOD, infoOf, readAll } from './handmade'

describe('damaged debug information', () => {
  it('is undamaged at first', () => {
    const info = readAll(infoOf(GOOD))
    expect(info.diagnostics).toEqual([])
    expect(info.lines.rows.length).toBe(3)
    expect(info.subprograms.table.length).toBe(1)
  })

  it('has many rows, and one for every code but that of too much work', () => {
    expect(DAMAGED.length).toBeGreaterThan(60)
    const codes = Object.keys(DIAGNOSTICS).filter((code) => code.startsWith('dwarf-'))
    const seen = new Set<string>(DAMAGED.map(([, code]) => code))
    expect(codes.filter((code) => !seen.has(code))).toEqual(['dwarf-work'])
  })

  for (const [name, code, sections, kept] of DAMAGED) {
    it(`${name}: ${code}`, () => {
      const info = readAll(infoOf({ ...GOOD, ...sections }))
      const diagnostic = info.diagnostics.find((one) => one.code === code)
      expect(info.diagnostics.map((one) => one.code)).toContain(code)
      expect(diagnosticText(diagnostic!)).toContain('f.o')
      expect(diagnostic!.structure).toBeTruthy()
      if (diagnostic!.severity === 'warning') expect(diagnostic!.offset).toBeTypeOf('number')
      if (diagnostic!.severity === 'warning') expect(diagnostic!.expected).toBeTruthy()
      const found = { rows: info.lines.rows.length, functions: info.subprograms.table.length }
      expect(found).toEqual(kept)
    })
  }
})
