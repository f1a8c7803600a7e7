/**
 * What passes have to know of a file format: conventions between compilers and linkers that no processor and no graph
 * says. One row for each format.
 *
 * Source: System V ABI and the GNU linker's conventions; JITLink's passes for ELF, Mach-O and COFF; Apple's ld(1).
 */
import type { LinkGraph } from '../graph/link-graph'

export interface Convention {
  /** The list of call-frame records ends in a zero record, which the linker supplies. */
  readonly framesEnd: boolean
  /** Fields of call-frame records without a relocation hold addresses of the object file. */
  readonly frameFieldsAreAddresses: boolean
  /** `_GLOBAL_OFFSET_TABLE_` means the start of the GOT. */
  readonly namesGot: boolean
  /** Names of the two ends of a section begin like this; undefined: there are none. */
  readonly sectionEnds: { readonly start: string; readonly stop: string } | undefined
  /** The section that the rest of such a name means; undefined: none. `keeps`: whoever uses the name walks over all of it. */
  readonly sectionOf: (rest: string) => string | undefined
  readonly endsKeep: (rest: string) => boolean
  /** Calls to names outside go to stubs of the linker's, which jump on. */
  readonly callsThroughStubs: boolean
}

const C_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Also for formats that no row names. */
const ELF: Convention = {
  framesEnd: true,
  frameFieldsAreAddresses: false,
  namesGot: true,
  sectionEnds: { start: '__start_', stop: '__stop_' },
  sectionOf: (rest) => rest,
  endsKeep: (rest) => C_IDENTIFIER.test(rest),
  callsThroughStubs: true,
}

const MACH_O: Convention = {
  framesEnd: false,
  frameFieldsAreAddresses: true,
  namesGot: false,
  sectionEnds: { start: 'section$start$', stop: 'section$end$' },
  sectionOf: (rest) => {
    const dollar = rest.indexOf('$')
    return dollar < 0 ? undefined : `${rest.slice(0, dollar)},${rest.slice(dollar + 1)}`
  },
  endsKeep: () => true,
  callsThroughStubs: true,
}

/** Windows has no such conventions: no list of call frames, no GOT, no stubs, no names for the ends of a section. */
const COFF: Convention = {
  framesEnd: false,
  frameFieldsAreAddresses: false,
  namesGot: false,
  sectionEnds: undefined,
  sectionOf: () => undefined,
  endsKeep: () => false,
  callsThroughStubs: false,
}

const CONVENTIONS: Readonly<Record<string, Convention>> = { elf: ELF, 'mach-o': MACH_O, coff: COFF }

/** The conventions of a link: its files are all of one format. */
export function conventionOf({ files }: LinkGraph): Convention {
  return CONVENTIONS[files[0]?.format ?? 'elf'] ?? ELF
}
