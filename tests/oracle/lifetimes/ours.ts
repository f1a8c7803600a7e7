/** The same case linked by our engine, as LLVM 22 would, and what the record says of a file, read from our tables. */
import { hex } from '../../../src/base/hex'
import { edgeKindName } from '../../../src/engine/arch/arch'
import { isCounted, PAIR_LETTERS, policyOfBlock, policyOfSymbol } from '../../../src/engine/graph/crossings'
import type { BlockId, EdgeId, FileId, SectionId, SegmentId } from '../../../src/engine/graph/ids'
import type { PhaseId } from '../../../src/engine/graph/events'
import { NO_MEMORY, NO_SEGMENT, Protection, protectionText } from '../../../src/engine/graph/ids'
import { LLVM_22 } from '../../../src/engine/quirks'
import type { QuirkId } from '../../../src/engine/quirks'
import { lifetimeByName, LIFETIMES } from '../../../src/engine/graph/lifetimes'
import type { CallWish, LinkOptions, PolicyRule } from '../../../src/engine/passes/pass'
import type { LinkResult } from '../../../src/engine/session/link'
import { link } from '../../../src/engine/session/link'
import { COMPAT_OPTIONS } from '../../../src/engine/session/options'
import { readBytes } from '../../support/link-files'
import type { ActionPair, LifetimeCase, Rule, Stage } from './cases'
import { folderOf } from './golden'

/** Quirks of llvm-jitlink and of the layers above JITLink, which the recorder does without. */
const NOT_OF_JITLINK: readonly QuirkId[] = ['inputs-lazily', 'nothing-to-allocate-refused']

/** A function of each object, for actions to call: which one does not matter, for neither of us looks at it. */
const FUNCTION_OF: Readonly<Record<string, string>> = {
  'three.o': 'work',
  'left.o': 'left',
  'right.o': 'right',
  'middle.o': 'middle',
  'start.o': 'initialize',
  'far.o': 'reach',
  'missing.o': 'ask',
  'doors.o': 'walk',
  'ledger.o': 'page_one',
  'once.o': 'once_init',
}

/** The phase that we do not get to if JITLink's pass list fails at its end. */
const PHASE_AFTER: Readonly<Record<Stage, PhaseId>> = {
  prePrune: 'prune',
  postPrune: 'allocate',
  postAllocation: 'resolve',
  resolved: 'resolve',
  preFixup: 'fixup',
  postFixup: 'finalize',
}

export function optionsOf(kase: LifetimeCase): LinkOptions {
  const fails = (kase.actions ?? []).findIndex(({ finalize }) => finalize === 'fails')
  return {
    ...COMPAT_OPTIONS,
    manager: 'in-process',
    plugins: new Set(kase.actions ? ['initializers'] : []),
    quirks: new Set([...LLVM_22].filter((quirk) => !NOT_OF_JITLINK.includes(quirk))),
    keepNoAlloc: kase.keep ? 'live' : 'off',
    policies: (kase.rules ?? []).map(policyOf),
    absolutes: new Map(Object.entries(kase.absolutes ?? {}).map(([name, address]) => [name, BigInt(address)])),
    base: BigInt(kase.base ?? COMPAT_OPTIONS.base),
    pageSize: kase.pageSize ?? COMPAT_OPTIONS.pageSize,
    calls: (kase.actions ?? []).map((pair) => callOf(kase, pair)),
    ...(fails < 0 ? {} : { failAction: fails }),
    ...(kase.fail ? { abandonAt: PHASE_AFTER[kase.fail.phase] } : {}),
    ending: 'deallocate',
  }
}

function policyOf({ pattern, lifetime, protection }: Rule): PolicyRule {
  const bits = { R: Protection.Read, W: Protection.Write, X: Protection.Exec, '-': Protection.None }
  return {
    pattern,
    ...(lifetime === undefined ? {} : { lifetime: lifetimeByName(lifetime)! }),
    ...(protection === undefined
      ? {}
      : { protection: [...protection].reduce((sum, letter) => sum | bits[letter as keyof typeof bits], 0) }),
  }
}

function callOf({ files }: LifetimeCase, { finalize, dealloc, file = 0 }: ActionPair): CallWish {
  const name = FUNCTION_OF[files[file]!]!
  return { ...(finalize === undefined ? {} : { call: name }), ...(dealloc === undefined ? {} : { undo: name }) }
}

export function linkCase(kase: LifetimeCase, overrides: Partial<LinkOptions> = {}): LinkResult {
  const inputs = kase.files.map((name) => ({ name, bytes: readBytes(`${folderOf(kase)}/${name}`) }))
  return link(inputs, { ...optionsOf(kase), ...overrides }, { log: true })
}

/** Name, protection and lifetime of each section of a file. */
export function ourSections({ graph }: LinkResult, file: FileId): string[] {
  const found: string[] = []
  const { sections } = graph
  for (let x = 0 as SectionId; x < sections.length; x++) {
    if (sections.file[x] !== file) continue
    const { letter } = LIFETIMES[sections.lifetime[x]]!
    found.push(`${graph.sectionName(x)} ${protectionText(sections.protection[x])} ${letter}`)
  }
  return found
}

/** Protection, lifetime, address and sizes of each segment of a file. */
export function ourSegments({ graph: { segments } }: LinkResult, file: FileId): string[] {
  const found: string[] = []
  for (let g = 0 as SegmentId; g < segments.length; g++) {
    if (segments.file[g] !== file) continue
    const { contentSize, zeroFillSize, reserved, address, protection, lifetime } = segments
    const sizes = [contentSize, zeroFillSize, reserved].map((column) => column.big[g]).join(' ')
    found.push(`${protectionText(protection[g])} ${LIFETIMES[lifetime[g]]!.letter} ${hex(address.big[g])} ${sizes}`)
  }
  return found
}

/** How many relocation edges of a file go from which policy to which, by kind. */
export function ourCrossings({ graph, arch }: LinkResult, file: FileId): string[] {
  const counts = new Map<string, number>()
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    const b = graph.edges.block[e]
    if (!isCounted(graph, e) || graph.sections.file[graph.blocks.section[b]] !== file) continue
    const [from, to] = [policyOfBlock(graph, b), policyOfSymbol(graph, graph.edges.target[e])]
    const key = `${PAIR_LETTERS[from]} ${PAIR_LETTERS[to]} ${edgeKindName(arch, graph.edges.kind[e])}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).toSorted()
}

/** Section, address and size of each block of a file that has a place in memory. */
export function ourPlaces({ graph }: LinkResult, file: FileId): string[] {
  const found: string[] = []
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    if (graph.isRemoved(b) || graph.sections.file[x] !== file) continue
    found.push(`${graph.sectionName(x)} ${hex(graph.blocks.address.big[b])} ${graph.blocks.size.big[b]}`)
  }
  return found.toSorted()
}

/** For each block with content, where that lies: in `memory`, copied to the `graph`, or still in the `file`. */
export function ourContents({ graph }: LinkResult, file: FileId): string[] {
  const found: string[] = []
  const { section, segment, memory, size } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.isRemoved(b) || graph.isZeroFill(b) || size.big[b] === 0n) continue
    if (graph.sections.file[section[b]] !== file) continue
    const place = segment[b] !== NO_SEGMENT ? 'memory' : memory[b] !== NO_MEMORY ? 'graph' : 'file'
    found.push(`${graph.sectionName(section[b])} ${place}`)
  }
  return found.toSorted()
}
