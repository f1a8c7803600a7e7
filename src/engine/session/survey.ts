/**
 * What became of the inputs: for each what it is, and for an archive which members it has, which of them were linked and
 * why. It is read off a finished link, so that linking itself need not keep it.
 */
import { plural } from '../../base/plural'
import type { Archive } from '../formats/archive/archive'
import { dllOf, targetTitle } from '../formats/index'
import type { Diagnostic } from '../graph/diagnostics'
import { DIAGNOSTICS } from '../graph/diagnostics'
import type { FileId } from '../graph/ids'
import type { GraphFile, PulledFile } from '../graph/graph-parts'
import type { LinkInput, LinkResult } from './link'
import type { SliceSurvey } from './slices'
import { memberName } from './units'

/** Why a member of an archive is part of the link, or that it is not. */
export type MemberRole =
  /** Somebody needs a name that it defines. */
  | { readonly kind: 'pulled'; readonly pulled: PulledFile; readonly file: FileId }
  /** All members were asked for. */
  | { readonly kind: 'linked'; readonly file: FileId }
  /** It was wanted and could not be linked. */
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic }
  /** Nobody needs it. */
  | { readonly kind: 'left' }

export interface MemberSurvey {
  readonly name: string
  /** Byte offset in the archive. */
  readonly start: number
  /** Bytes. */
  readonly size: number
  readonly role: MemberRole
  /** What there is to know about it, if it was linked. */
  readonly note: string | undefined
}

export interface InputSurvey {
  /** "ELF x86-64", "GNU archive of ELF x86-64"; empty if it could not be read. */
  readonly title: string
  /** Undefined for what is not an archive. */
  readonly members: readonly MemberSurvey[] | undefined
  /** What there is to know about it although it was linked. */
  readonly notes: readonly string[]
  /** Undefined for what is not a universal file. */
  readonly slices?: readonly SliceSurvey[]
}

/** Surveys the inputs of a link, in their own order. */
export function surveyInputs(inputs: readonly LinkInput[], result: LinkResult): InputSurvey[] {
  const fileAt = filesByPlace(result)
  const refusals = new Map(result.diagnostics.map((diagnostic) => [diagnostic.file, diagnostic]))
  const notes = notesByFile(result.diagnostics)
  return inputs.map(({ name, bytes }, input) => {
    const container = result.containers[input]
    const own = { members: undefined, notes: notes.get(name) ?? [] }
    // What cannot be read has no file in the link either: its title is empty.
    if (!container) return { title: titleOf(result, fileAt.get(placeOf(input, 0))), ...own }
    if (container.kind === 'archive') return surveyArchive(container.archive, bytes, input)
    const { archive, slices } = container
    const taken = archive
      ? surveyArchive(archive, bytes, input)
      : { title: titleOf(result, firstFileOf(result, input)), ...own }
    const all = [...new Set([...own.notes, ...taken.notes])]
    return { ...taken, notes: all, title: universalTitle(taken.title, slices), slices }
  })

  /** `whole`: the input, in which the archive lies. */
  function surveyArchive(archive: Archive, whole: Uint8Array, input: number): InputSurvey {
    const members = archive.members.map((member): MemberSurvey => {
      const start = member.bytes.byteOffset - whole.byteOffset
      const file = fileAt.get(placeOf(input, start))
      const refusal = refusals.get(memberName(archive.name, member))
      const role = file === undefined ? roleOfMissing(refusal) : roleOf(result.graph.files[file]!, file)
      const note = file === undefined ? undefined : notes.get(result.graph.files[file]!.name)?.join('. ')
      return { name: member.name, start, size: member.bytes.length, role, note }
    })
    const linked = members
      .map(({ role }) => ('file' in role ? role.file : undefined))
      .find((file) => file !== undefined)
    const content = titleOf(result, linked)
    return {
      title: `${archive.kind} archive${content ? ` of ${content}` : ''}`,
      members,
      notes: importNote(archive, result.diagnostics),
    }
  }
}

/** Names of DLLs that a note lists. */
const MOST_DLLS = 3

/** What an import library is, if the archive is one. */
function importNote({ name, members }: Archive, diagnostics: readonly Diagnostic[]): string[] {
  const dlls = members.map(({ bytes }) => dllOf(bytes)).filter((dll) => dll !== undefined)
  const tables = diagnostics.filter(({ code, file }) => code === 'coff-import-table' && file!.startsWith(`${name}[`))
  if (dlls.length === 0 && tables.length > 0) {
    const count = `${plural(tables.length, 'linked member')} only ${tables.length === 1 ? 'names' : 'name'}`
    return [`An import library, in part or whole. ${count} what a DLL has, and nothing loads DLLs here`]
  }
  if (dlls.length === 0) return []
  const different = [...new Set(dlls)]
  const more = different.length > MOST_DLLS ? ` and ${different.length - MOST_DLLS} more` : ''
  const named = `${different.slice(0, MOST_DLLS).join(', ')}${more}`
  return [
    `An import library. ${plural(dlls.length, 'member')} of it only ${dlls.length === 1 ? 'names' : 'name'} what ${named} ${different.length === 1 ? 'has' : 'have'}: Windows would load ${different.length === 1 ? 'it' : 'them'} with a program, and nothing loads DLLs here`,
  ]
}

/** Notes by the file that they are about, as sentences. */
function notesByFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, string[]>()
  for (const { code, severity, file, detail } of diagnostics) {
    if (severity !== 'note' || file === undefined || detail === undefined) continue
    const says = `${DIAGNOSTICS[code].title}. ${detail}`
    const known = notes.get(file)
    if (known) known.push(says)
    else notes.set(file, [says])
  }
  return notes
}

/** What a universal file has, and what was taken. */
function universalTitle(taken: string, slices: readonly SliceSurvey[]): string {
  return `${taken ? `${taken} of ` : ''}a universal file (${slices.map(({ processor }) => processor).join(', ')})`
}

function firstFileOf({ inputOfFile }: LinkResult, input: number): FileId | undefined {
  const file = inputOfFile.indexOf(input)
  return file < 0 ? undefined : (file as FileId)
}

const placeOf = (input: number, start: number): string => `${input}:${start}`

/** Input and offset in it → the graph's file. */
function filesByPlace({ inputOfFile, partOfFile }: LinkResult): ReadonlyMap<string, FileId> {
  return new Map(inputOfFile.map((input, f) => [placeOf(input, partOfFile[f]?.start ?? 0), f as FileId]))
}

function titleOf({ graph }: LinkResult, file: FileId | undefined): string {
  return file === undefined ? '' : targetTitle(graph.files[file]!)
}

function roleOf({ pulled }: GraphFile, file: FileId): MemberRole {
  return pulled ? { kind: 'pulled', pulled, file } : { kind: 'linked', file }
}

function roleOfMissing(refusal: Diagnostic | undefined): MemberRole {
  return refusal ? { kind: 'refused', diagnostic: refusal } : { kind: 'left' }
}
