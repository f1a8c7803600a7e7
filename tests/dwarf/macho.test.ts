/** Debug information in Mach-O objects: the same content under other section names. */
import { describe, expect, it } from 'vitest'
import { readDebugInfo } from '../../src/engine/dwarf/debug-info'
import { debugSectionName } from '../../src/engine/graph/debug-names'
import type { FileId } from '../../src/engine/graph/ids'
import { linkFile } from '../support/link-files'

describe('debug information of Mach-O', () => {
  it('is called as DWARF calls it, whatever sixteen letters have left of the name', () => {
    expect(debugSectionName('__DWARF,__debug_line')).toBe('.debug_line')
    expect(debugSectionName('__DWARF,__debug_str_offs')).toBe('.debug_str_offsets')
    expect(debugSectionName('.debug_line')).toBe('.debug_line')
    expect(debugSectionName('__DATA,__debug_line')).toBe('__DATA,__debug_line')
  })

  for (const target of ['mach-o-x86-64', 'mach-o-arm64']) {
    it(`leads from code to source lines: ${target}`, () => {
      const { graph } = linkFile(`public/samples/debug-info/${target}/debug.o`)
      const { lines, diagnostics } = readDebugInfo(graph, 0 as FileId)
      expect(diagnostics).toEqual([])
      expect(lines.rows.length).toBeGreaterThan(5)
    })
  }
})
