/**
 * Links a COFF object with `lld-link` into an image and reads what it made: where each of the object's sections came to
 * lie, which its map says, and the image's bytes.
 *
 * Names that nobody defines are where our link put them: a second object says so.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textOfBytes } from '../../src/base/raw-text'
import { IMAGE_BASE } from '../../src/engine/arch/places'
import { COFF_MACHINES } from '../../src/engine/formats/coff/machines'
import type { SectionId, SymbolId } from '../../src/engine/graph/ids'
import { Base, NO_SYMBOL } from '../../src/engine/graph/ids'
import type { LinkGraph } from '../../src/engine/graph/link-graph'
import type { NameId } from '../../src/engine/table/name-table'
import { writeCoff } from '../support/coff-writer'

const TOOL = process.env.LLD_LINK ?? 'lld-link-22'
/** Low, so that fields of four bytes reach names at 0. */
export const WITNESS_BASE = 0x10000000n
const SECTION_HEADER = 40
const ABSOLUTE = -1
/** Unwind records of COMDAT functions as GNU's compilers make them, and the ways of GNU's linker, which knows what belongs to COMDAT sections by name. */
const GNU_MADE = /^\.[px]data\$_?[A-Za-z]/
const GNU_WAYS = ['/lldmingw', '/exclude-all-symbols']

/** A section of the object in the image; its place counts from the image's start. */
export interface Piece {
  readonly start: number
  readonly size: number
}

export interface Image {
  /** By section name, in the order of the object. */
  readonly pieces: ReadonlyMap<string, readonly Piece[]>
  /** Addresses of what the linker makes, by name: commons, cells of imports. */
  readonly made: ReadonlyMap<string, bigint>
  /** Sections of the image: their names, and their bytes as loaded, with zeros where the file has none. */
  readonly sections: readonly { readonly name: string; readonly start: number; readonly bytes: Uint8Array }[]
}

/** Throws if lld-link wrote nothing. `object` is the file's name in `folder`. */
export function askLldLink(graph: LinkGraph, object: string, folder: string): Image {
  const path = (name: string): string => join(folder, name)
  writeFileSync(path('outside.obj'), outsideOf(graph))
  for (const name of ['image.dll', 'pieces.map', 'names.map']) rmSync(path(name), { force: true })
  const plain = ['/dll', '/noentry', '/nodefaultlib', '/opt:noref', '/opt:noicf', '/largeaddressaware', '/timestamp:0']
  const output = [`/base:0x${WITNESS_BASE.toString(16)}`, '/out:image.dll', '/lldmap:pieces.map', '/map:names.map']
  const run = spawnSync('timeout', ['20', TOOL, ...plain, ...waysFor(graph), ...output, object, 'outside.obj'], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (!existsSync(path('image.dll'))) {
    const said = `${run.stdout}${run.stderr}`.split('\n').find((line) => line.includes('error:'))
    throw new Error(`lld-link wrote nothing: status ${run.status}, ${said}`)
  }
  return {
    pieces: piecesIn(textOfBytes(readFileSync(path('pieces.map'))), object),
    made: madeIn(textOfBytes(readFileSync(path('names.map')))),
    sections: sectionsOf(new Uint8Array(readFileSync(path('image.dll')))),
  }
}

function waysFor(graph: LinkGraph): readonly string[] {
  for (let x = 0 as SectionId; x < graph.sections.length; x++) if (GNU_MADE.test(graph.sectionName(x))) return GNU_WAYS
  return []
}

/** An object that defines every name that the link lacks, at its address there, be it only for what is stripped here and not there. */
function outsideOf(graph: LinkGraph): Uint8Array {
  const names = new Map<string, number>()
  const { base, definition } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++) {
    if (base[s] === Base.External && definition[s] === NO_SYMBOL)
      names.set(graph.nameOf(s), Number(BigInt.asUintN(32, graph.addressOf(s))))
  }
  for (const other of graph.alternatives.values())
    if (!isDefined(graph, other)) {
      const name = graph.names.text(other)
      names.set(name, names.get(name) ?? 0)
    }
  names.delete(IMAGE_BASE)
  const symbols = [...names].map(([name, value]) => ({ name, section: ABSOLUTE, value }))
  const machine = COFF_MACHINES.find(({ triple }) => triple === graph.files[0]!.triple)!.machine
  return writeCoff({ machine, sections: [], symbols })
}

/** Whether a file of the link defines a name. */
function isDefined(graph: LinkGraph, wanted: NameId): boolean {
  const { base, name } = graph.symbols
  for (let s = 0 as SymbolId; s < graph.symbols.length; s++)
    if (name[s] === wanted && base[s] !== Base.External) return true
  return false
}

/** `00001000 0000001a     4         object.o:(.text)` */
function piecesIn(map: string, object: string): Map<string, Piece[]> {
  const pieces = new Map<string, Piece[]>()
  for (const line of map.split('\n')) {
    const [, start, size, file, name] = /^([0-9a-f]{8}) ([0-9a-f]{8}) +\d+ {9}(\S+):\((.*)\)$/.exec(line) ?? []
    if (file !== object) continue
    const list = pieces.get(name!) ?? []
    pieces.set(name!, list)
    list.push({ start: parseInt(start!, 16), size: parseInt(size!, 16) })
  }
  return pieces
}

/**
 * ` 0000:00000000       twelve                     0000000010002000     <common>`, and for what the linker makes itself
 * ` 0002:00000000       __imp_own                  0000000010002000     `
 */
function madeIn(map: string): Map<string, bigint> {
  const lines = map.split('\n').map((line) => /^ [0-9a-f:]{13} +(\S+) +([0-9a-f]{16}) *(?:<common>)?$/.exec(line))
  return new Map(lines.flatMap((match) => (match ? [[match[1]!, BigInt(`0x${match[2]}`)]] : [])))
}

function sectionsOf(bytes: Uint8Array): Image['sections'] {
  const view = new DataView(bytes.buffer)
  const header = view.getUint32(0x3c, true) + 4
  const table = header + 20 + view.getUint16(header + 16, true)
  return Array.from({ length: view.getUint16(header + 2, true) }, (_, i) => {
    const at = table + SECTION_HEADER * i
    const word = (offset: number): number => view.getUint32(at + offset, true)
    const loaded = new Uint8Array(word(8))
    loaded.set(bytes.subarray(word(20), word(20) + Math.min(word(8), word(16))))
    return { name: textOfBytes(bytes.subarray(at, at + 8)).replace(/\0.*$/s, ''), start: word(12), bytes: loaded }
  })
}
