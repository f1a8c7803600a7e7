/**
 * Four flips on one object: a section gets another policy, and what that changes is stated here line by line, found in
 * what JITLink was recorded doing before and after, and found in our links.
 */
import { describe, expect, it } from 'vitest'
import type { FileId } from '../../src/engine/graph/ids'
import { jsonGraphs } from '../../src/engine/session/json-graph'
import { CASES } from './lifetimes/cases'
import { changedCrossings, changedSections, figuresOfRecord } from './lifetimes/difference'
import { graphRecordOf, readLifetimeRecord } from './lifetimes/golden'
import { linkCase, ourCrossings } from './lifetimes/ours'
import { ourGraphs } from './ours'

interface Flip {
  readonly sections: readonly string[]
  readonly crossings: readonly string[]
  /** Crossings between policies that are judged, after the flip: pair, kind, count, verdict. */
  readonly verdicts: readonly string[]
  readonly figures: readonly [toTransmit: number, resident: number, afterFinalize: number, peak: number, only: number]
}

const BEFORE = { verdicts: ['N → S Pointer64 11 fine'], figures: [207, 12288, 12288, 12288, 908] } as const

const FLIPS: Readonly<Record<string, Flip>> = {
  // 24 bytes less to send; the address in .debug_addr and in the code is 0, and what stood behind .rodata moves up.
  'flip-rodata': {
    sections: [
      '.text stays at 0x10002000, 2 bytes',
      '.once.text stays at 0x10002030, 1 bytes',
      '.rodata 0x10000000 → 0x0, 1 bytes',
      '.rodata.str1.1 0x10000018 → 0x10000000, 0 bytes',
      '.debug_addr stays at 0x0, 3 bytes',
      '.eh_frame 0x10000028 → 0x10000010, 3 bytes',
    ],
    crossings: [
      'N → N Pointer64: 0 → 2',
      'N → S Pointer64: 11 → 10',
      'S → N Pointer32Signed: 0 → 2',
      'S → S Pointer32Signed: 4 → 2',
      'S → S Pointer64: 1 → 0',
    ],
    verdicts: ['N → S Pointer64 10 fine', 'S → N Pointer32Signed 2 note'],
    figures: [183, 12288, 12288, 12288, 932],
  },
  // 90 bytes of strings are sent; the 14 offsets into them become addresses, which no debugger expects.
  'flip-debug-str': {
    sections: [
      '.debug_str_offsets stays at 0x0, 28 bytes',
      '.debug_str 0x0 → 0x10000024, 0 bytes',
      '.eh_frame 0x10000028 → 0x10000080, 2 bytes',
    ],
    crossings: ['N → N Pointer32: 22 → 8', 'N → S Pointer32: 0 → 14'],
    verdicts: ['N → S Pointer32 14 fine', 'N → S Pointer64 11 fine'],
    figures: [297, 12288, 12288, 12288, 818],
  },
  // A page of its own for the code that runs once; it goes back, and the call from .text dangles.
  'flip-once-text': {
    sections: [
      '.text stays at 0x10002000, 2 bytes',
      '.once.text 0x10002030 → 0x10003000, 6 bytes',
      '.debug_addr stays at 0x0, 2 bytes',
      '.eh_frame stays at 0x10000028, 2 bytes',
      '.debug_line stays at 0x0, 2 bytes',
    ],
    crossings: [
      'F → S Delta32: 0 → 3',
      'F → S Pointer32Signed: 0 → 2',
      'N → F Pointer64: 0 → 2',
      'N → S Pointer64: 11 → 9',
      'S → F BranchPCRel32: 0 → 1',
      'S → F Delta32: 0 → 1',
      'S → S BranchPCRel32: 1 → 0',
      'S → S Delta32: 7 → 3',
      'S → S Pointer32Signed: 4 → 2',
    ],
    verdicts: [
      'F → S Delta32 3 fine',
      'F → S Pointer32Signed 2 fine',
      'N → F Pointer64 2 note',
      'N → S Pointer64 9 fine',
      'S → F BranchPCRel32 1 warning',
      'S → F Delta32 1 warning',
    ],
    figures: [207, 12288, 12288, 16384, 908],
  },
  // .bss moves to the start of its segment, and code that stays reads variables that go.
  'flip-data': {
    sections: [
      '.text stays at 0x10002000, 5 bytes',
      '.once.text stays at 0x10002030, 10 bytes',
      '.data 0x10001000 → 0x10003000, 0 bytes',
      '.bss 0x10001010 → 0x10001000, 0 bytes',
      '.debug_addr stays at 0x0, 3 bytes',
    ],
    crossings: ['N → F Pointer64: 0 → 2', 'N → S Pointer64: 11 → 9', 'S → F Delta32: 0 → 4', 'S → S Delta32: 7 → 3'],
    verdicts: ['N → F Pointer64 2 note', 'N → S Pointer64 9 fine', 'S → F Delta32 4 warning'],
    figures: [207, 12288, 12288, 16384, 908],
  },
}

const caseOf = (id: string) => CASES.find((kase) => kase.id === id)!

function expectOurs(id: string, { verdicts, figures }: Pick<Flip, 'verdicts' | 'figures'>): void {
  const { crossings, memory } = jsonGraphs(linkCase(caseOf(id), { ending: 'live' }))[0]!
  const judged = crossings
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, kind, count, verdict }) => `${from} → ${to} ${kind} ${count} ${verdict}`)
  expect(judged.toSorted()).toEqual(verdicts)
  const [toTransmit, resident, afterFinalize, peak, graphOnly] = figures
  expect(memory).toEqual({ toTransmit, resident, afterFinalize, peak, graphOnly })
  expect(figuresOfRecord(readLifetimeRecord(id))).toEqual({ toTransmit, resident, afterFinalize, peak, graphOnly })
}

describe('the object before any flip', () => {
  it('has these verdicts and figures', () => expectOurs('flip-none', BEFORE))
})

describe('a flip', () => {
  const before = readLifetimeRecord('flip-none')
  const [ourBefore] = ourGraphs(linkCase(caseOf('flip-none')))
  for (const [id, flip] of Object.entries(FLIPS)) {
    const after = readLifetimeRecord(id)
    const ours = linkCase(caseOf(id))

    it(`${id}: these sections move, these bytes change`, () => {
      const [old, now] = [before, after].map(({ files }) => graphRecordOf(files[0]!.graph!))
      expect(changedSections(old!, now!)).toEqual(flip.sections)
      // Our graphs list sections by name, a record by their place in the file.
      expect(changedSections(ourBefore!, ourGraphs(ours)[0]!)).toEqual(flip.sections.toSorted())
    })

    it(`${id}: these edges cross other borders`, () => {
      expect(changedCrossings(before.files[0]!, after.files[0]!)).toEqual(flip.crossings)
      const rows = after.files[0]!.crossings!.map((row) => row.join(' ')).toSorted()
      expect(ourCrossings(ours, 0 as FileId)).toEqual(rows)
    })

    it(`${id}: these are the verdicts and figures`, () => expectOurs(id, flip))
  }
})
