/**
 * Archives: object files in one file, with an index of the names that they define. GNU, BSD and COFF archives differ in
 * how they write long names and the index; a thin archive has only the names of files that lie elsewhere.
 *
 * Nothing is copied: a member is a view on the archive's bytes.
 *
 * Source: System V ABI, "Archive File"; the ar(5) manual pages; Microsoft PE and COFF Specification.
 */
import type { Phrase } from '../../graph/phrases/phrase'
import { tell, tellSome, verbatim } from '../../graph/phrases/phrase'
import type { Diagnostic } from '../../graph/diagnostics'
import { Refusal } from '../../graph/diagnostics'
import type { MemberHeader } from './headers'
import { isSpecial, latin1, MAGIC, THIN_MAGIC, walkMembers } from './headers'
import type { SymbolIndex } from './symbol-index'
import { readBsdIndex, readCoffIndex, readGnuIndex } from './symbol-index'

export interface ArchiveMember {
  /** Place among the members, 0 is the first; tells members of one name apart. */
  readonly index: number
  readonly name: string
  readonly bytes: Uint8Array
}

export interface Archive {
  readonly name: string
  readonly kind: 'GNU' | 'BSD' | 'COFF'
  readonly members: readonly ArchiveMember[]
  /**
   * Name → the member that the index gives for it (the first, if it gives several); undefined: there is no index. Of
   * COFF's two the second counts.
   */
  readonly index: ReadonlyMap<string, ArchiveMember> | undefined
  /** What is wrong with it, if it could be read all the same. */
  readonly problems: readonly Diagnostic[]
}

/** Names that a thin archive's message lists. */
const MOST_NAMED = 5
/** Longest member name that is read. */
const MOST_NAME = 4096
/** COFF has two. */
const MOST_INDEXES = 2
const BSD_LONG = /^#1\/(\d+)$/
const GNU_LONG = /^\/(\d+)$/
const BSD_INDEX = '__.SYMDEF'

export function isArchive(bytes: Uint8Array): boolean {
  const magic = latin1(bytes, 0, MAGIC.length)
  return magic === MAGIC || magic === THIN_MAGIC
}

/** Reads an archive. Throws a Refusal if it is thin, or if not even its first header is one. */
export function readArchive(name: string, bytes: Uint8Array): Archive {
  const thin = latin1(bytes, 0, MAGIC.length) === THIN_MAGIC
  const { headers, broken } = walkMembers(bytes, thin)
  const reader = new ArchiveReader(name, bytes, headers)
  if (thin) throw refuseThin(name, reader.names())
  if (broken && headers.length === 0)
    throw new Refusal('archive-broken', { file: name, structure: tell('first-member'), offset: broken.at, ...broken })
  const problems: Diagnostic[] = []
  if (broken) {
    const { at, found, expected } = broken
    const structure = tell('behind-member', { n: headers.length })
    problems.push({ code: 'archive-broken', severity: 'warning', file: name, structure, offset: at, found, expected })
  }
  return reader.archive(problems)
}

function refuseThin(name: string, names: readonly string[]): Refusal {
  const detail = names.length === 0 ? {} : { detail: tell('names-members', { names: tellSome(names, MOST_NAMED) }) }
  return new Refusal('archive-thin', {
    file: name,
    structure: tell('first-bytes'),
    offset: 0,
    found: verbatim('!<thin>'),
    expected: verbatim('!<arch>'),
    ...detail,
  })
}

/** An index, where its header stands in the archive, and what messages call it. */
interface PlacedIndex extends SymbolIndex {
  readonly at: number
  readonly title: Phrase
}

class ArchiveReader {
  readonly #name: string
  readonly #bytes: Uint8Array
  readonly #headers: readonly MemberHeader[]
  /** Where the table of long names is. */
  readonly #longNames: MemberHeader | undefined

  constructor(name: string, bytes: Uint8Array, headers: readonly MemberHeader[]) {
    this.#name = name
    this.#bytes = bytes
    this.#headers = headers
    this.#longNames = headers.find(({ rawName }) => rawName === '//')
  }

  /** Names of the members that are files. */
  names(): string[] {
    return this.#headers.filter(({ rawName }) => !isSpecial(rawName)).map((header) => this.#nameOf(header).name)
  }

  archive(problems: Diagnostic[]): Archive {
    const members: ArchiveMember[] = []
    const byHeader = new Map<number, ArchiveMember>()
    const indexes: PlacedIndex[] = []
    let bsd = false
    for (const header of this.#headers) {
      const index = this.#indexIn(header)
      if (index) indexes.push(index)
      bsd ||= BSD_LONG.test(header.rawName) || header.rawName.startsWith(BSD_INDEX)
      const { name, skip } = this.#nameOf(header)
      if (index || isSpecial(header.rawName) || name.startsWith(BSD_INDEX)) continue
      const start = header.start + skip
      const bytes = this.#bytes.subarray(start, header.start + header.size)
      const member = { index: members.length, name, bytes }
      members.push(member)
      byHeader.set(header.at, member)
    }
    const kind = bsd ? 'BSD' : indexes.length > 1 ? 'COFF' : 'GNU'
    const resolved = indexes.slice(0, MOST_INDEXES).map((index) => this.#resolve(index, byHeader, problems))
    if (kind === 'COFF') this.#compare(indexes[1]!, resolved, problems)
    return { name: this.#name, kind, members, index: resolved[kind === 'COFF' ? 1 : 0], problems }
  }

  /** The index that a member is, if it is one, and where it stands. COFF's second one is sorted, and the one that counts. */
  #indexIn(header: MemberHeader): PlacedIndex | undefined {
    const { at, rawName, start, size } = header
    if (rawName === '/') {
      const isFirst = this.#headers.find((other) => other.rawName === '/') === header
      return isFirst
        ? { ...readGnuIndex(this.#bytes, start, size, false), at, title: tell('symbol-index') }
        : { ...readCoffIndex(this.#bytes, start, size), at, title: tell('second-index') }
    }
    const index = this.#indexOfOneKind(rawName, start, size)
    return index && { ...index, at, title: tell('symbol-index') }
  }

  #indexOfOneKind(rawName: string, start: number, size: number): SymbolIndex | undefined {
    if (rawName.startsWith('/SYM64')) return readGnuIndex(this.#bytes, start, size, true)
    const long = BSD_LONG.exec(rawName)
    const skip = long ? Math.min(Number(long[1]), size) : 0
    const name = long ? cString(latin1(this.#bytes, start, start + skip)) : rawName
    if (!name.startsWith(BSD_INDEX)) return undefined
    return readBsdIndex(this.#bytes, start + skip, size - skip, name.startsWith(`${BSD_INDEX}_64`))
  }

  #resolve(
    { entries, lies, at, title }: PlacedIndex,
    byHeader: ReadonlyMap<number, ArchiveMember>,
    problems: Diagnostic[],
  ): ReadonlyMap<string, ArchiveMember> {
    const index = new Map<string, ArchiveMember>()
    let wrong = lies
    for (const { name, header } of entries) {
      const member = byHeader.get(header)
      if (!member) wrong++
      else if (!index.has(name)) index.set(name, member)
    }
    if (wrong > 0) {
      const found = tell('entries-without', { n: wrong })
      problems.push(this.#wrongIndex(title, at, found, tell('index-entries')))
    }
    return index
  }

  /** COFF archives say twice which member defines which name. */
  #compare(
    { at, title }: PlacedIndex,
    [first, second]: readonly ReadonlyMap<string, ArchiveMember>[],
    problems: Diagnostic[],
  ): void {
    const name = [...first!.keys(), ...second!.keys()].find((name) => first!.get(name) !== second!.get(name))
    if (name === undefined) return
    const place = (index: ReadonlyMap<string, ArchiveMember>): string | Phrase =>
      index.get(name)?.name ?? tell('no-member')
    const found = tell('member-for', { member: place(second!), name })
    problems.push(this.#wrongIndex(title, at, found, tell('as-first-index', { member: place(first!) })))
  }

  #wrongIndex(structure: Phrase, offset: number, found: Phrase, expected: Phrase): Diagnostic {
    return { code: 'archive-index', severity: 'warning', file: this.#name, structure, offset, found, expected }
  }

  /** A member's name, and how many of its bytes the name takes. */
  #nameOf({ rawName, start, size }: MemberHeader): { readonly name: string; readonly skip: number } {
    const bsd = BSD_LONG.exec(rawName)
    if (bsd) {
      const skip = Math.min(Number(bsd[1]), size)
      return { name: cString(latin1(this.#bytes, start, start + skip)) || '(no name)', skip }
    }
    const gnu = GNU_LONG.exec(rawName)
    if (gnu) return { name: this.#longName(Number(gnu[1])), skip: 0 }
    return { name: rawName.replace(/\/$/, '') || '(no name)', skip: 0 }
  }

  /** GNU ends a long name with "/" and a new line, COFF with a zero. */
  #longName(offset: number): string {
    const table = this.#longNames
    if (!table || offset >= table.size) return `(name at ${offset})`
    const start = table.start + offset
    const text = latin1(this.#bytes, start, Math.min(start + MOST_NAME, table.start + table.size))
    return (/^[^\n\0]*/.exec(text)![0] || `(name at ${offset})`).replace(/\/$/, '')
  }
}

/** A text up to its first zero. */
const cString = (text: string): string => text.split('\0')[0]!
