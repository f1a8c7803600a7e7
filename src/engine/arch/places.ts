/**
 * The places that formulas refer to besides target and fixup: for each file its global offset table, the two ends of its
 * thread-local template, and the start of the image; for each section its start.
 *
 * Every thread gets a copy of the template (initialized content, then zero-fill). On some processors it lies right below
 * the thread pointer, so a variable's distance from the thread pointer is its distance from the template's aligned end; on
 * others it lies above, behind a few bytes that belong to the run time. Where several files have templates, they lie in
 * the order of the files.
 *
 * Source: ELF Handling For Thread-Local Storage, variant II (below: x86-64) and variant I (above: AArch64).
 */
import { lazy } from '../../base/lazy'
import type { Arch } from './arch'
import { definitionOf } from '../graph/crossings'
import type { BlockId, FileId, SectionId, SymbolId } from '../graph/ids'
import { Base } from '../graph/ids'
import { LIFETIMES } from '../graph/lifetimes'
import type { LinkGraph } from '../graph/link-graph'
import { SectionFlag, SymbolFlag } from '../graph/schema'

const GOT_SYMBOL = '_GLOBAL_OFFSET_TABLE_'
/** The name by which code of COFF objects finds where the image starts. */
export const IMAGE_BASE = '__ImageBase'
/** The format whose fields count from the starts of image and sections. */
const COFF = 'coff'

/** All indexed by file; 0 for a file that has none. Addresses modulo 2^64. */
export interface Places {
  readonly got: readonly bigint[]
  /** Where the thread pointer would be if the file's template were used in place. */
  readonly threadPointer: readonly bigint[]
  readonly template: readonly bigint[]
  /** Where the image starts for a file: what it knows by the name of the image's base. */
  readonly image: readonly bigint[]
  /** Found out when it is first asked for: few links have fields that count from there. */
  readonly groups: () => Groups
}

/** The sections of an image; empty where no format has fields that speak of them. */
export interface Groups {
  /** By section, where it starts and its number, with all parts of its group. */
  readonly sections: readonly bigint[]
  readonly numbers: readonly number[]
  /** The number that a fixed address has; 0 where nothing has a number. */
  readonly noSection: number
}

const NO_GROUPS: Groups = { sections: [], numbers: [], noSection: 0 }

export function placesOf(graph: LinkGraph, arch: Arch): Places {
  const found = templates(graph)
  const template = found.map((part) => part?.start ?? 0n)
  const { threadPointer: place } = arch
  const threadPointer = place === 'behind' ? pointersBehind(found) : pointersInFront(found, BigInt(place))
  return { got: gotAddresses(graph), threadPointer, template, ...imagePlaces(graph, 'grouped') }
}

/** The file whose template a thread-local target lies in; undefined if it is defined elsewhere. */
export function templateFileOf(graph: LinkGraph, target: SymbolId): FileId | undefined {
  const s = definitionOf(graph, target)
  return graph.symbols.base[s] === Base.Defined ? graph.symbols.file[s] : undefined
}

function gotAddresses(graph: LinkGraph): bigint[] {
  const addresses = graph.files.map(() => 0n)
  const name = graph.names.find(GOT_SYMBOL)
  if (name === undefined) return addresses
  const { base, file, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (graph.symbols.name[s] !== name || flags[s] & SymbolFlag.Removed || base[s] === Base.External) continue
    addresses[file[s]] = graph.addressOf(s)
  }
  return addresses
}

interface Template {
  start: bigint
  end: bigint
  alignment: bigint
}

function templates(graph: LinkGraph): (Template | undefined)[] {
  const found: (Template | undefined)[] = graph.files.map(() => undefined)
  const { section, address, size, alignment } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = section[b]
    const isPart = graph.sections.flags[x] & SectionFlag.Tls && LIFETIMES[graph.sections.lifetime[x]]!.allocates
    if (!isPart || graph.isRemoved(b)) continue
    const [start, end, own] = [address.big[b], address.big[b] + size.big[b], 1n << BigInt(alignment[b])]
    const known = found[graph.sections.file[x]]
    if (!known) found[graph.sections.file[x]] = { start, end, alignment: own }
    else extend(known, start, end, own)
  }
  return found
}

/** From the last file down: each template's top is where the one above it starts. */
function pointersBehind(found: readonly (Template | undefined)[]): bigint[] {
  const pointers = found.map(() => 0n)
  let above = 0n
  for (let file = found.length - 1; file >= 0; file--) {
    const template = found[file]
    if (!template) continue
    above = alignUp(above, template.alignment)
    const top = alignUp(template.end, template.alignment)
    pointers[file] = BigInt.asUintN(64, top + above)
    above += top - template.start
  }
  return pointers
}

/**
 * From the first file up, behind the bytes that belong to the run time. A copy of a template stands as its original does:
 * only the addresses of both, not the start of either, are the same modulo its alignment.
 */
function pointersInFront(found: readonly (Template | undefined)[], reserved: bigint): bigint[] {
  let below = reserved
  return found.map((template) => {
    if (!template) return 0n
    below += modulo(template.start - below, template.alignment)
    const pointer = BigInt.asUintN(64, template.start - below)
    below += template.end - template.start
    return pointer
  })
}

function extend(template: Template, start: bigint, end: bigint, alignment: bigint): void {
  if (start < template.start) template.start = start
  if (end > template.end) template.end = end
  if (alignment > template.alignment) template.alignment = alignment
}

const modulo = (value: bigint, by: bigint): bigint => ((value % by) + by) % by
const alignUp = (value: bigint, alignment: bigint): bigint => ((value + alignment - 1n) / alignment) * alignment

/** Where the section starts that holds a target, in whatever file; 0 for what no section holds. */
export function sectionStartOf(graph: LinkGraph, { groups }: Pick<Places, 'groups'>, target: SymbolId): bigint {
  const s = definitionOf(graph, target)
  return graph.symbols.base[s] === Base.Defined
    ? (groups().sections[graph.blocks.section[graph.symbols.block[s]]] ?? 0n)
    : 0n
}

/** The number of that section; one more than all of them for a fixed address, 0 for a name that nobody defines. */
export function sectionNumberOf(graph: LinkGraph, { groups }: Pick<Places, 'groups'>, target: SymbolId): bigint {
  const s = definitionOf(graph, target)
  if (graph.symbols.base[s] === Base.Defined)
    return BigInt(groups().numbers[graph.blocks.section[graph.symbols.block[s]]] ?? 0)
  return graph.symbols.base[s] === Base.Absolute ? BigInt(groups().noSection) : 0n
}

/** Whether parts of a grouped section count as one, in all files, or each by itself as LLVM 22 has them. */
export type Parts = 'grouped' | 'apart'

type ImagePlaces = Pick<Places, 'image' | 'groups'>

/** The start of the image for each file, the start of each section and its number. */
export function imagePlaces(graph: LinkGraph, parts: Parts): ImagePlaces {
  if (!graph.files.some(({ format }) => format === COFF)) return { image: [], groups: () => NO_GROUPS }
  const image = graph.files.map(() => 0n)
  const wanted = graph.names.find(IMAGE_BASE)
  const { name, file, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (name[s] === wanted && !(flags[s] & SymbolFlag.Removed)) image[file[s]] = graph.addressOf(s)
  }
  return { image, groups: lazy(() => groupsOf(graph, parts)) }
}

/** Sections of one name up to its `$`, with the same protection and policy, are one section of an image. */
function groupsOf(graph: LinkGraph, parts: Parts): Groups {
  const starts = sectionStarts(graph)
  const groups = new Map<string, { start: bigint; readonly number: number }>()
  const groupOf = starts.map((start, x) => {
    if (start === undefined) return undefined
    const key = parts === 'apart' ? String(x) : groupKey(graph, x as SectionId)
    const group = groups.get(key) ?? { start, number: groups.size + 1 }
    if (start < group.start) group.start = start
    groups.set(key, group)
    return group
  })
  const threads = parts === 'apart' ? new Map<SectionId, bigint>() : joinedThreadParts(graph)
  return {
    sections: groupOf.map((group, x) => threads.get(x as SectionId) ?? group?.start ?? 0n),
    numbers: groupOf.map((group) => group?.number ?? 0),
    noSection: groups.size + 1,
  }
}

function groupKey(graph: LinkGraph, x: SectionId): string {
  const { protection, lifetime } = graph.sections
  return `${groupName(graph.sectionName(x))} ${protection[x]} ${lifetime[x]}`
}

/** What stands in front of the `$` of a part's name: the section that a linker makes of all parts. */
export const groupName = (section: string): string => section.split('$', 1)[0]!

/** By section, its lowest address; undefined where nothing of it is left. */
function sectionStarts(graph: LinkGraph): (bigint | undefined)[] {
  const starts: (bigint | undefined)[] = new Array<undefined>(graph.sections.length).fill(undefined)
  const { section, address } = graph.blocks
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    if (graph.isRemoved(b)) continue
    const known = starts[section[b]]
    if (known === undefined || address.big[b] < known) starts[section[b]] = address.big[b]
  }
  return starts
}

/** A section of COFF whose parts every thread gets a copy of. */
const THREAD_GROUP = '.tls'

/**
 * For each thread-local section of COFF, where the template would start of which it is a part. A linker that makes
 * programs puts these parts one behind the other, by name, then by file; here each stays in its file's own memory, but
 * the distances are those. The other groups need no such care: nobody copies them.
 */
function joinedThreadParts(graph: LinkGraph): ReadonlyMap<SectionId, bigint> {
  const parts = [...extentsOf(graph, THREAD_GROUP)].map(([section, extent]) => ({
    section,
    name: graph.sectionName(section),
    ...extent,
  }))
  parts.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)) || a.section - b.section)
  const starts = new Map<SectionId, bigint>()
  let joined = 0n
  for (const { section, start, end, alignment } of parts) {
    const offset = joined + modulo(start - joined, alignment)
    starts.set(section, BigInt.asUintN(64, start - offset))
    joined = offset + end - start
  }
  return starts
}

/** Where the sections of a group lie, without those of which nothing is left. */
function extentsOf(graph: LinkGraph, group: string): ReadonlyMap<SectionId, Template> {
  const wanted = new Set<SectionId>()
  for (let x = 0 as SectionId; x < graph.sections.length; x++)
    if (groupName(graph.sectionName(x)) === group) wanted.add(x)
  const extents = new Map<SectionId, Template>()
  const { section, address, size, alignment } = graph.blocks
  for (let b = 0 as BlockId; wanted.size > 0 && b < graph.blocks.length; b++) {
    if (!wanted.has(section[b]) || graph.isRemoved(b)) continue
    const [start, end, own] = [address.big[b], address.big[b] + size.big[b], 1n << BigInt(alignment[b])]
    const known = extents.get(section[b])
    if (known) extend(known, start, end, own)
    else extents.set(section[b], { start, end, alignment: own })
  }
  return extents
}
