/** What changes when one section gets another policy: places, bytes, crossings and figures, from records alone. */
import type { GraphRecord } from '../graph-record'
import type { LifetimeRecord, RecordedFile } from './golden'

/** One line for each section that moved or whose bytes changed: `.data 0x10001000 → 0x10003000, 0 bytes`. */
export function changedSections(before: GraphRecord, after: GraphRecord): string[] {
  const lines: string[] = []
  for (const section of before.sections) {
    const [old, now] = [before, after].map(({ blocks }) =>
      blocks.filter((block) => block.section === section).toSorted((a, b) => (a.address < b.address ? -1 : 1)),
    )
    if (old!.length === 0) continue
    const [from, to] = [old![0]!.address, now![0]!.address]
    const changed = old!.reduce((sum, block, i) => sum + changedBytes(block.content, now![i]!.content), 0)
    if (from === to && changed === 0) continue
    const place = from === to ? `stays at 0x${to.toString(16)}` : `0x${from.toString(16)} → 0x${to.toString(16)}`
    lines.push(`${section} ${place}, ${changed} bytes`)
  }
  return lines
}

function changedBytes(before = '', after = ''): number {
  const [old, now] = [Buffer.from(before, 'hex'), Buffer.from(after, 'hex')]
  return old.reduce((sum, byte, i) => sum + Number(byte !== now[i]), 0)
}

/** One line for each pair and kind whose count changed: `S → F Delta32: 0 → 1`. */
export function changedCrossings(before: RecordedFile, after: RecordedFile): string[] {
  const count = ({ crossings = [] }: RecordedFile): Map<string, number> =>
    new Map(crossings.map(([from, to, kind, n]) => [`${from} → ${to} ${kind}`, n]))
  const [old, now] = [count(before), count(after)]
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .map((key) => `${key}: ${old.get(key) ?? 0} → ${now.get(key) ?? 0}`)
    .toSorted()
}

const BOOKKEEPING = /^\.(symtab|strtab|shstrtab|group|llvm_addrsig|rela.*)$/

/** In bytes, as the plan defines them; memory as the kernel was asked for it and given it back. */
export interface Figures {
  readonly toTransmit: number
  readonly resident: number
  readonly afterFinalize: number
  readonly peak: number
  readonly graphOnly: number
}

/** The figures of a link of one file that went well, when it was finalized. */
export function figuresOfRecord({ files: [file], events }: LifetimeRecord): Figures {
  const { blocks, sections } = file!.graph!
  const hasMemory = new Map(sections.map(([name, , lifetime]) => [name, lifetime !== 'N']))
  const sizeOf = (wanted: boolean): number =>
    blocks
      .filter(({ section, zeroFill }) => !zeroFill && !BOOKKEEPING.test(section) && hasMemory.get(section) === wanted)
      .reduce((sum, { size }) => sum + size, 0)
  let [resident, peak] = [0, 0]
  const end = events.findIndex(({ event }) => event === 'deallocate')
  for (const call of end < 0 ? events : events.slice(0, end)) {
    if (call.event === 'reserve') resident += call.size
    if (call.event === 'release') resident -= call.size
    peak = Math.max(peak, resident)
  }
  return { toTransmit: sizeOf(true), resident, afterFinalize: resident, peak, graphOnly: sizeOf(false) }
}
