/**
 * A third witness: objects that the reference linker refuses are linked by `ld.lld` with every section at the address
 * that we gave it, and the bytes of every allocated block are compared. Call-frame records are left out, since lld writes
 * them anew, and so are fields that lead to tables, which it orders in its own way. It must not merge strings (-O0).
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlockId, EdgeId, SectionId, SymbolId } from '../../src/engine/graph/ids'
import { Base } from '../../src/engine/graph/ids'
import { LIFETIMES } from '../../src/engine/graph/lifetimes'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import { EdgeFlag, SectionFlag, SymbolFlag } from '../../src/engine/graph/schema'
import type { LinkResult } from '../../src/engine/session/link'

const TOOL = process.env.LLD ?? 'ld.lld-22'
const LEFT_OUT = ['.eh_frame']
/** Bytes in front of a field that relaxation may rewrite: prefix, opcode, registers. */
const INSTRUCTION_HEAD = 3

interface Placed {
  readonly name: string
  readonly address: bigint
  readonly block: BlockId
  readonly zeroFill: boolean
}

/** A section as lld wrote it. */
export interface Witnessed {
  readonly address: bigint
  readonly bytes: Uint8Array
}

export type Witness = ReadonlyMap<string, Witnessed>

/** Links an object with lld, its sections at our addresses. Undefined names are 0, as in the reference run. */
export function askLld({ graph }: LinkResult, object: string, folder: string): Witness {
  const script = join(folder, 'script.ld')
  const output = join(folder, 'lld.out')
  writeFileSync(script, scriptFor(placedSections(graph), undefinedNames(graph)))
  rmSync(output, { force: true })
  const check = ['--no-gc-sections', '--no-check-sections', '--noinhibit-exec', '--unresolved-symbols=ignore-all']
  // Our addresses need not keep sections together that lld would make read-only after relocation.
  const args = ['20', TOOL, '-static', '-O0', '-z', 'norelro', '-e', '0', ...check, '-T', script, '-o', output, object]
  const { status, stderr } = spawnSync('timeout', args, { cwd: folder, encoding: 'utf8' })
  if (!existsSync(output)) throw new Error(`lld wrote nothing (status ${status}): ${stderr.split('\n')[0]}`)
  return sectionsOf(new Uint8Array(readFileSync(output)))
}

/** Differences in words; empty if all compared bytes are equal. */
export function compareWithLld(result: LinkResult, theirs: Witness): string[] {
  return compareBytes(result, placedSections(result.graph), theirs)
}

/** Allocated sections that have one live block, in address order. */
function placedSections(graph: LinkGraph): Placed[] {
  const blocks = new Map<SectionId, BlockId[]>()
  for (let b = 0 as BlockId; b < graph.blocks.length; b++) {
    const x = graph.blocks.section[b]
    const kept = !graph.isRemoved(b) && LIFETIMES[graph.sections.lifetime[x]]!.allocates
    if (kept && !(graph.sections.flags[x] & SectionFlag.Synthetic)) blocks.set(x, [...(blocks.get(x) ?? []), b])
  }
  return [...blocks]
    .filter(([x, list]) => list.length === 1 && !LEFT_OUT.includes(graph.sectionName(x)))
    .map(([x, [block]]) => {
      return {
        name: graph.sectionName(x),
        address: graph.blocks.address.big[block!],
        block: block!,
        zeroFill: graph.isZeroFill(block!),
      }
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1))
}

/** Names that nobody defines. Left undefined, lld would not treat them as it treats a name at 0. */
function undefinedNames(graph: LinkGraph): string[] {
  const names: string[] = []
  const { base, flags } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External && !(flags[s] & SymbolFlag.Removed)) names.push(graph.nameOf(s))
  }
  return names
}

function scriptFor(placed: readonly Placed[], undefinedAtZero: readonly string[]): string {
  const lines = placed.map(({ name, address }) => `  ${name} 0x${address.toString(16)} : { *(${name}) }`)
  const zeros = undefinedAtZero.map((name) => `"${name}" = 0;`)
  return `${zeros.join('\n')}\nSECTIONS {\n${lines.join('\n')}\n}\n`
}

/** Bytes of the output's sections by name; those without content are left out. */
function sectionsOf(bytes: Uint8Array): Witness {
  const view = new DataView(bytes.buffer)
  const table = Number(view.getBigUint64(40, true))
  const header = (i: number): number => table + 64 * i
  const wide = (i: number, at: number): number => Number(view.getBigUint64(header(i) + at, true))
  const names = wide(view.getUint16(62, true), 24)
  const found = new Map<string, Witnessed>()
  for (let i = 1; i < view.getUint16(60, true); i++) {
    const start = names + view.getUint32(header(i), true)
    const name = Buffer.from(bytes.subarray(start, bytes.indexOf(0, start))).toString('latin1')
    if (view.getUint32(header(i) + 4, true) === 8) continue
    found.set(name, {
      address: view.getBigUint64(header(i) + 16, true),
      bytes: bytes.subarray(wide(i, 24), wide(i, 24) + wide(i, 32)),
    })
  }
  return found
}

function compareBytes(result: LinkResult, placed: readonly Placed[], theirs: Witness): string[] {
  const { graph } = result
  const differences: string[] = []
  for (const { name, address, block, zeroFill } of placed) {
    const ours = graph.content(block)
    if (zeroFill || !ours || ours.length === 0) continue
    const their = theirs.get(name)
    if (!their) differences.push(`${name} is missing in lld's output`)
    else if (their.address !== address)
      differences.push(
        `${name} is at 0x${their.address.toString(16)} in lld's output, 0x${address.toString(16)} in ours`,
      )
    else {
      const skipped = tableFields(result, block)
      const at = ours.findIndex((byte, i) => byte !== their.bytes[i] && !skipped.has(i))
      if (at >= 0)
        differences.push(`${name}+0x${at.toString(16)}: ${show(ours, at)} instead of lld's ${show(their.bytes, at)}`)
    }
  }
  return differences
}

/** Offsets of bytes that lead to a table entry, in our link or, for names outside that lld does not relax, in lld's. */
function tableFields({ graph, arch }: LinkResult, b: BlockId): Set<number> {
  const offsets = new Set<number>()
  const { block, target, kind, offset, flags } = graph.edges
  for (let e = 0 as EdgeId; e < graph.edges.length; e++) {
    if (block[e] !== b) continue
    const defined = graph.symbols.base[target[e]] === Base.Defined
    const home = defined ? graph.blocks.section[graph.symbols.block[target[e]]] : undefined
    const toTable = home !== undefined && (graph.sections.flags[home] & SectionFlag.Synthetic) !== 0
    const relaxedAway = !defined && (flags[e] & EdgeFlag.Relaxed) !== 0
    const width = arch.fixups[kind[e]]?.field.bytes ?? 0
    if (toTable) for (let i = 0; i < width; i++) offsets.add(offset[e] + i)
    if (relaxedAway) for (let i = -INSTRUCTION_HEAD; i < width + 1; i++) offsets.add(offset[e] + i)
  }
  return offsets
}

const show = (bytes: Uint8Array, at: number): string =>
  Buffer.from(bytes.subarray(Math.max(0, at - 4), at + 6)).toString('hex')
