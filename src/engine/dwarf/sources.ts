/**
 * Source files, each path once for the whole file of the link: units compiled from one header name it each for itself,
 * and "which addresses belong to this line" must find them all.
 *
 * A path is made of up to three parts: the folder of the compiler run, a folder of the line table, a name. A part that
 * is absolute makes those in front of it void.
 */
import type { Brand } from '../../base/brand'
import type { NameId } from '../table/name-table'
import { NO_NAME } from '../table/name-table'
import type { Strings } from './strings'

export type SourceId = Brand<number, 'SourceId'>

export const NO_SOURCE_FILE = 0xffffffff as SourceId

/** More than the names of any file: a pair of names fits in an exact number. */
const MOST_NAMES = 2 ** 26

export interface Source {
  /** The folder, absolute if the file says so; empty if it is not known. */
  readonly folder: string
  /** The name as the line table has it; may hold folders. */
  readonly name: string
  /** Folder and name. Text of strangers: show it, never open it. */
  readonly path: string
}

export class Sources {
  readonly list: Source[] = []
  readonly #strings: Strings
  readonly #byPath = new Map<string, SourceId>()
  readonly #byParts = new Map<NameId, Map<NameId, SourceId>>()
  /** By both parts as one number: headers name folders by the hundred thousand. */
  readonly #folders = new Map<number, NameId>()

  constructor(strings: Strings) {
    this.#strings = strings
  }

  /** The folder `inner` as seen from `outer`. */
  folder(outer: NameId, inner: NameId): NameId {
    if (inner === NO_NAME || outer === NO_NAME) return inner === NO_NAME ? outer : inner
    const key = outer * MOST_NAMES + inner
    const known = this.#folders.get(key)
    if (known !== undefined) return known
    const joined = this.#strings.names.internText(join(this.#strings.text(outer), this.#strings.text(inner)))
    this.#folders.set(key, joined)
    return joined
  }

  /** The file of a name in a folder. */
  add(folder: NameId, name: NameId): SourceId {
    const inFolder = this.#byParts.get(folder) ?? new Map<NameId, SourceId>()
    this.#byParts.set(folder, inFolder)
    const known = inFolder.get(name)
    if (known !== undefined) return known
    const source = this.#addPath(this.#strings.text(folder), this.#strings.text(name))
    inFolder.set(name, source)
    return source
  }

  #addPath(folder: string, name: string): SourceId {
    const path = join(folder, name)
    const known = this.#byPath.get(path)
    if (known !== undefined) return known
    const source = this.list.length as SourceId
    this.list.push({ folder: isAbsolute(name) ? '' : folder, name, path })
    this.#byPath.set(path, source)
    return source
  }
}

/** `/usr`, `C:\src`, `\\server\share`. */
const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)

/** A part that starts with `./` says nothing by it; without it, one file has one path. */
function join(folder: string, name: string): string {
  if (folder === '' || isAbsolute(name)) return name
  const inner = name.replace(/^(?:\.\/+)+/, '')
  if (inner === '' || inner === '.') return folder
  return /[/\\]$/.test(folder) ? folder + inner : `${folder}/${inner}`
}
