/**
 * From inputs to what is linked. An object is linked because it was named. A member of an archive is linked if somebody
 * needs a name that it defines and nobody has yet; that is asked again for every member that came in, until nothing is
 * missing or nobody has it. Which archive and which member comes first is decided by the order of the inputs.
 *
 * Source: the convention of static linkers for archives; the index in System V ABI, "Archive Symbol Table".
 */
import { tell } from '../graph/phrases/phrase'
import { append } from '../../base/append'
import { ordered } from '../../base/order'
import type { Archive, ArchiveMember } from '../formats/archive/archive'
import { isArchive, readArchive } from '../formats/archive/archive'
import { readFile } from '../formats/index'
import type { FileInterface } from '../formats/format'
import type { Diagnostic } from '../graph/diagnostics'
import type { PulledFile } from '../graph/graph-parts'
import type { LinkOptions } from '../passes/pass'
import { attemptTo } from './attempt'
import type { LinkInput, RefusedInput } from './link'
import type { SliceSurvey } from './slices'
import { chooseSlices } from './slices'

/** Bytes of an input. */
export interface Part {
  readonly start: number
  readonly size: number
}

export interface MemberPlace extends Pick<ArchiveMember, 'index' | 'name'> {
  readonly archive: string
}

/** One object file to be linked: an input, or a member of one. */
export interface Unit extends LinkInput {
  /** Index into the inputs. */
  readonly input: number
  /** Where it lies in an archive or a universal file; undefined: the input is the object. */
  readonly part: Part | undefined
  /** Which member of an archive it is; undefined: it is none. */
  readonly member: MemberPlace | undefined
  /** Why it was taken out of its archive; undefined if all members were, or none. */
  readonly pulled: PulledFile | undefined
}

/** An input that holds several files, as it was read for the link. */
export type Container =
  | { readonly kind: 'archive'; readonly archive: Archive }
  /** `archive`: what the slice is that was taken, if it is one. */
  | { readonly kind: 'universal'; readonly slices: readonly SliceSurvey[]; readonly archive?: Archive }

export interface Units {
  readonly units: readonly Unit[]
  readonly refused: readonly RefusedInput[]
  readonly problems: readonly Diagnostic[]
  /** By input; undefined for plain objects and for what could not be read. */
  readonly containers: readonly (Container | undefined)[]
}

type Choice = LinkOptions['archives']

/** `choice` says which members are linked; in compat mode all are offered, and the lazy link chooses. */
export function unitsOf(
  inputs: readonly LinkInput[],
  options: LinkOptions,
  choice: Choice,
  needsIndex: boolean,
): Units {
  const { order, entries } = options
  const units: Unit[] = []
  const chosenSlices = chooseSlices(inputs, options)
  const refused: RefusedInput[] = [...chosenSlices.refused]
  const problems: Diagnostic[] = [...chosenSlices.notes]
  const shelves: Shelf[] = []
  const containers: (Container | undefined)[] = chosenSlices.slices.map(
    (slices) => slices && { kind: 'universal', slices },
  )
  for (const input of ordered(inputs.length, order)) {
    const chosen = chosenSlices.inputs[input]
    if (!chosen) continue
    const { name, bytes } = chosen
    const whole = inputs[input]!.bytes
    if (!isArchive(bytes)) {
      const part = bytes === whole ? undefined : partOf(whole, bytes)
      units.push({ name, bytes, input, part, member: undefined, pulled: undefined })
      continue
    }
    const outcome = attemptTo(() => readArchive(name, bytes), name)
    if ('diagnostic' in outcome) {
      refused.push({ input, diagnostic: outcome.diagnostic })
      continue
    }
    const archive = outcome.value
    const universal = containers[input]
    containers[input] = universal ? { ...universal, archive } : { kind: 'archive', archive }
    append(problems, archive.problems)
    if (archive.index || !needsIndex || options.archives === 'all') shelves.push(new Shelf(archive, input, whole))
  }
  append(units, choice === 'all' ? shelves.flatMap((shelf) => shelf.all()) : pull(units, shelves, entries))
  for (const shelf of shelves) {
    if (shelf.taken === 0 && choice !== 'all')
      problems.push({
        code: 'archive-unused',
        severity: 'warning',
        file: shelf.archive.name,
        structure: tell('symbol-index'),
      })
  }
  return { units, refused, problems, containers }
}

/** Where bytes lie in others that they are a view on. */
const partOf = (whole: Uint8Array, bytes: Uint8Array): Part => ({
  start: bytes.byteOffset - whole.byteOffset,
  size: bytes.length,
})

/** What a member is called in a link: its place tells members of one name apart. */
export const memberName = (archive: string, { index, name }: Pick<ArchiveMember, 'index' | 'name'>): string =>
  `${archive}[${index}](${name})`

/** An archive and which of its members have been taken. */
class Shelf {
  readonly archive: Archive
  readonly #input: number
  readonly #whole: Uint8Array
  readonly #taken = new Set<number>()
  /** Name → member, made from the members themselves if the archive has no index. */
  #providers: ReadonlyMap<string, ArchiveMember> | undefined

  constructor(archive: Archive, input: number, whole: Uint8Array) {
    this.archive = archive
    this.#input = input
    this.#whole = whole
    this.#providers = archive.index
  }

  get taken(): number {
    return this.#taken.size
  }

  all(): Unit[] {
    return this.archive.members.map((member) => this.take(member, undefined))
  }

  provider(name: string): ArchiveMember | undefined {
    this.#providers ??= scan(this.archive)
    const member = this.#providers.get(name)
    return member && !this.#taken.has(member.index) ? member : undefined
  }

  take(member: ArchiveMember, pulled: PulledFile | undefined): Unit {
    this.#taken.add(member.index)
    const { bytes, index, name } = member
    const archive = this.archive.name
    const place = { archive, index, name }
    const part = partOf(this.#whole, bytes)
    return { name: memberName(archive, member), bytes, input: this.#input, part, member: place, pulled }
  }
}

/** What each name's first definition is, for archives without an index. Members that cannot be read offer nothing. */
function scan({ members }: Archive): ReadonlyMap<string, ArchiveMember> {
  const providers = new Map<string, ArchiveMember>()
  for (const member of members) {
    for (const name of interfaceOf(member.name, member.bytes).defines)
      if (!providers.has(name)) providers.set(name, member)
  }
  return providers
}

/** What cannot be read here is refused by name when it is linked. */
function interfaceOf(name: string, bytes: Uint8Array): FileInterface {
  const outcome = attemptTo(() => readFile(name, bytes).interface())
  return 'value' in outcome ? outcome.value : { defines: [], needs: [] }
}

/** Members that the objects need, in the order in which they are asked for. */
function pull(objects: readonly Unit[], shelves: readonly Shelf[], entries: readonly string[]): Unit[] {
  if (shelves.length === 0) return []
  const defined = new Set<string>()
  const wanted: { readonly name: string; readonly by: string | undefined }[] = []
  const open = ({ name, bytes }: Unit): void => {
    const { defines, needs } = interfaceOf(name, bytes)
    for (const own of defines) defined.add(own)
    for (const need of needs) wanted.push({ name: need, by: name })
  }
  objects.forEach(open)
  for (const entry of entries) wanted.push({ name: entry, by: undefined })
  const pulled: Unit[] = []
  for (let i = 0; i < wanted.length; i++) {
    const { name, by } = wanted[i]!
    if (defined.has(name)) continue
    const shelf = shelves.find((candidate) => candidate.provider(name) !== undefined)
    if (!shelf) continue
    const unit = shelf.take(shelf.provider(name)!, { archive: shelf.archive.name, name, by })
    // An index may lie: then the name stays undefined, and the member is not asked again.
    defined.add(name)
    pulled.push(unit)
    open(unit)
  }
  return pulled
}
