/** Between the filter on edges, which holds numbers, and its name, which keeps: pairs, kinds and files by their words. */
import type { Message } from '../messages/messages'
import { later } from '../messages/messages'
import { edgeKindName } from '../engine/arch/arch'
import type { EdgeFilter } from './filter'
import { NO_FILTER } from './filter'
import { PAIR_IDS } from './pairs'
import type { Session } from './session'

export interface NamedFilter {
  /** `S-F`: one of PAIR_IDS. */
  readonly pair?: string
  /** The name of an edge kind, as the linker prints it. */
  readonly kind?: string
  readonly file?: string
  /** Which of the files with that name, from 1; absent: the first. */
  readonly fileNumber?: number
  /** A part of a section's name. */
  readonly section?: string
  readonly crossing?: boolean
  readonly selection?: boolean
  /** What edges are searched for, as in the search field. */
  readonly query?: string
}

export function nameFilter({ graph, arch }: Session, filter: EdgeFilter): NamedFilter {
  const { pair, kind, file, section, crossing, selection, query } = filter
  const name = file === undefined ? undefined : graph.files[file]?.name
  const number = name === undefined ? 0 : filesCalled(graph.files, name).indexOf(file!)
  return {
    ...(pair === undefined ? {} : { pair: PAIR_IDS[pair]! }),
    ...(kind === undefined ? {} : { kind: edgeKindName(arch, kind) }),
    ...(name === undefined ? {} : { file: name }),
    ...(number > 0 ? { fileNumber: number + 1 } : {}),
    ...(section === '' ? {} : { section }),
    ...(crossing ? { crossing } : {}),
    ...(selection ? { selection } : {}),
    ...(query === '' ? {} : { query }),
  }
}

/** The filter that a name means in this link, or a sentence about what is not in it. */
export function filterNamed({ graph, arch }: Session, named: NamedFilter): EdgeFilter | Message {
  const { pair, kind, file, fileNumber = 1, section = '', crossing = false, selection = false, query = '' } = named
  const kindId = kind === undefined ? undefined : arch.edges.findIndex(({ name }) => name === kind)
  if (kindId === -1) return later('refusals.no-kind', { kind: kind! })
  const fileId = file === undefined ? undefined : filesCalled(graph.files, file)[fileNumber - 1]
  if (file !== undefined && fileId === undefined) return later('refusals.no-such-file', { file })
  return {
    ...NO_FILTER,
    pair: pair === undefined ? undefined : PAIR_IDS.indexOf(pair),
    kind: kindId,
    file: fileId,
    section,
    crossing,
    selection,
    query,
  }
}

const filesCalled = (files: readonly { readonly name: string }[], wanted: string): number[] =>
  files.flatMap(({ name }, i) => (name === wanted ? [i] : []))
