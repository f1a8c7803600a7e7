/** Asks llvm-dwarfdump about an ELF file and turns its text into facts. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Facts } from './facts'
import { FLAGS, hex } from './facts'

const TOOL = process.env.LLVM_DWARFDUMP ?? 'llvm-dwarfdump-22'
const SECONDS = 120

/** Facts about a file of debug sections as the reference reads it. Dead code is left out, as we do. */
export function askDwarfdump(elf: Uint8Array): Facts {
  const folder = mkdtempSync(join(tmpdir(), 'linkscape-dwarf-'))
  try {
    writeFileSync(join(folder, 'in'), elf)
    const ask = (option: string): string[] => {
      const command = `ulimit -f 4000000; timeout ${SECONDS} ${TOOL} ${option} in > out`
      execFileSync('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] })
      return readFileSync(join(folder, 'out'), 'utf8').split('\n')
    }
    return { lines: parseLines(ask('--debug-line')), ...parseEntries(ask('--debug-info --debug-types')).facts() }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const isDead = (address: bigint): boolean => address <= 1n || address === 0xffffffffffffffffn

// ---- lines ------------------------------------------------------------------------------------------------------

/** Rows of all tables. Each table's files come in front of its rows. */
export function parseLines(dump: readonly string[]): string[] {
  const rows: string[] = []
  let files = new Map<number, string>()
  let file = 0
  let dead: boolean | undefined
  for (const line of dump) {
    if (line.startsWith('Line table prologue:')) files = new Map()
    file = Number(/^file_names\[ *(\d+)\]:/.exec(line)?.[1] ?? file)
    const name = /^ +name: (.*)$/.exec(line)?.[1]
    if (name !== undefined) files.set(file, unquoted(name))
    const row = /^(0x[0-9a-f]{16}) +(\d+) +(\d+) +(\d+) +\d+ +\d+ +\d+ +(.*)$/.exec(line)
    if (!row) continue
    const [, address, number, column, index, words] = row
    const flags = words!.split(/\s+/).filter((word) => word !== '')
    dead ??= isDead(BigInt(address!))
    if (!dead) {
      const known = FLAGS.map(([, flag]) => flag).filter((flag) => flags.includes(flag))
      const source = files.get(Number(index)) ?? '?'
      rows.push([hex(BigInt(address!)), number, column, source, ...known].join(' '))
    }
    if (flags.includes('end_sequence')) dead = undefined
  }
  return rows
}

// ---- entries ----------------------------------------------------------------------------------------------------

interface SeenEntry {
  /** Which section of that name, and the offset in it. */
  readonly section: number
  readonly offset: number
  readonly depth: number
  readonly tag: string
  readonly attributes: Map<string, string>
  readonly ranges: string[]
}

function parseEntries(dump: readonly string[]): Entries {
  const entries = new Entries()
  let section = 0
  let last = ''
  for (const line of dump) {
    if (/^0x0+: \w+ Unit: /.test(line)) section++
    const unit = /^0x([0-9a-f]+): Type Unit: .*type_signature = 0x([0-9a-f]+), type_offset = 0x([0-9a-f]+)/.exec(line)
    if (unit) entries.types.set(unit[2]!, `${section} ${Number.parseInt(unit[1]!, 16) + Number.parseInt(unit[3]!, 16)}`)
    const head = /^0x([0-9a-f]+):( +)DW_TAG_(\w+)$/.exec(line)
    const attribute = /^ +DW_AT_(\w+)\t\((.*?)\)?$/.exec(line)
    const range = /^ +\[(0x[0-9a-f]+), (0x[0-9a-f]+)\)/.exec(line)
    if (head) {
      const depth = Math.floor(head[2]!.length / 2 - 0.5)
      const offset = Number.parseInt(head[1]!, 16)
      entries.list.push({ section, offset, depth, tag: head[3]!, attributes: new Map(), ranges: [] })
    } else if (attribute) {
      last = attribute[1]!
      entries.list.at(-1)?.attributes.set(last, attribute[2]!)
    } else if (range && last === 'ranges') addRange(entries.list.at(-1)!, BigInt(range[1]!), BigInt(range[2]!))
    else if (/^\s*$/.test(line)) last = ''
  }
  return entries
}

function addRange(entry: SeenEntry, low: bigint, high: bigint): void {
  if (low < high && !isDead(low)) entry.ranges.push(`${hex(low)}-${hex(high)}`)
}

const unquoted = (text: string): string => text.replace(/^"/, '').replace(/"$/, '').replace(/\\(.)/g, '$1')

class Entries {
  readonly list: SeenEntry[] = []
  /** Signature of a type → section and offset of its entry. */
  readonly types = new Map<string, string>()
  readonly #byPlace = new Map<string, SeenEntry>()

  facts(): Omit<Facts, 'lines'> {
    for (const entry of this.list) this.#byPlace.set(`${entry.section} ${entry.offset}`, entry)
    const subprograms = this.list.filter((entry) => entry.tag === 'subprogram').flatMap((entry) => this.#code(entry))
    const entries = this.list.map((entry) => {
      return `${hex(entry.offset)} ${entry.depth} ${entry.tag} ${this.#said(entry, 'name')}`.trimEnd()
    })
    return { subprograms, entries }
  }

  /** The text of an attribute of an entry or of the first that it refers to. */
  #said(entry: SeenEntry, attribute: string, most = 8): string {
    const text = entry.attributes.get(attribute)
    if (text !== undefined) return unquoted(text)
    for (const reference of ['specification', 'abstract_origin', 'signature']) {
      const offset = /^0x([0-9a-f]+)/.exec(entry.attributes.get(reference) ?? '')?.[1]
      if (offset === undefined || most === 0) continue
      const place =
        reference === 'signature' ? this.types.get(offset) : `${entry.section} ${Number.parseInt(offset, 16)}`
      const target = this.#byPlace.get(place ?? '')
      return target ? this.#said(target, attribute, most - 1) : ''
    }
    return ''
  }

  #code(entry: SeenEntry): string[] {
    const ranges = [...entry.ranges]
    const low = /^0x[0-9a-f]+/.exec(entry.attributes.get('low_pc') ?? '')?.[0]
    const high = /^0x[0-9a-f]+/.exec(entry.attributes.get('high_pc') ?? '')?.[0]
    if (low !== undefined && high !== undefined && !isDead(BigInt(low)))
      ranges.push(`${hex(BigInt(low))}-${hex(BigInt(high))}`)
    if (ranges.length === 0) return []
    const linkage = this.#said(entry, 'linkage_name') || this.#said(entry, 'MIPS_linkage_name')
    // We leave out folders named `.` inside a path.
    const file = this.#said(entry, 'decl_file').replaceAll(/(?<=\/)(?:\.\/)+/g, '')
    const declared = `${file}:${this.#said(entry, 'decl_line') || 0}`
    return [`${hex(entry.offset)} ${ranges.join(' ')} | ${this.#said(entry, 'name')} | ${linkage} | ${declared}`]
  }
}
