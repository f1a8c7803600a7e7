/**
 * What became of the inputs: for each what it is, and for an archive which members it has, which of them were linked and
 * why. It is read off a finished link, so that linking itself need not keep it.
 */
import type { Phrase } from '../graph/phrases/phrase'
import { tell, tellSome, verbatim } from '../graph/phrases/phrase'
import type { Archive } from '../formats/archive/archive'
import { dllOf, targetTitle } from '../formats/index'
import type { Diagnostic } from '../graph/diagnostics'
import { titleOfProblem } from '../graph/diagnostics'
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
  readonly note: Phrase | undefined
}

export interface InputSurvey {
  /** "ELF x86-64", "GNU archive of ELF x86-64"; undefined if it could not be read. */
  readonly title: Phrase | undefined
  /** Undefined for what is not an archive. */
  readonly members: readonly MemberSurvey[] | undefined
  /** What there is to know about it although it was linked. */
  readonly notes: readonly Phrase[]
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
    // What cannot be read has no file in the link either: it has no title.
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
      const note = file === undefined ? undefined : inSentences(notes.get(result.graph.files[file]!.name))
      return { name: member.name, start, size: member.bytes.length, role, note }
    })
    const linked = members
      .map(({ role }) => ('file' in role ? role.file : undefined))
      .find((file) => file !== undefined)
    const content = titleOf(result, linked)
    return {
      title: content ? tell('archive-of', { kind: archive.kind, content }) : tell('archive', { kind: archive.kind }),
      members,
      notes: importNote(archive, result.diagnostics),
    }
  }
}

/** Names of DLLs that a note lists. */
const MOST_DLLS = 3

/** What an import library is, if the archive is one. */
function importNote({ name, members }: Archive, diagnostics: readonly Diagnostic[]): Phrase[] {
  const dlls = members.map(({ bytes }) => dllOf(bytes)).filter((dll) => dll !== undefined)
  const tables = diagnostics.filter(({ code, file }) => code === 'coff-import-table' && file!.startsWith(`${name}[`))
  if (dlls.length === 0) return tables.length === 0 ? [] : [tell('import-library-in-part', { n: tables.length })]
  const different = [...new Set(dlls)]
  return [tell('import-library', { n: dlls.length, dlls: tellSome(different, MOST_DLLS), m: different.length })]
}

/** Notes by the file that they are about, as sentences. */
function notesByFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Phrase[]> {
  const notes = new Map<string, Phrase[]>()
  for (const { code, severity, file, detail } of diagnostics) {
    if (severity !== 'note' || file === undefined || detail === undefined) continue
    const says = tell('sentences', { first: titleOfProblem(code), next: detail })
    const known = notes.get(file)
    if (known) known.push(says)
    else notes.set(file, [says])
  }
  return notes
}

const inSentences = (notes: readonly Phrase[] | undefined): Phrase | undefined =>
  notes?.reduce((first, next) => tell('sentences', { first, next }))

/** What a universal file has, and what was taken. */
function universalTitle(slice: Phrase | undefined, slices: readonly SliceSurvey[]): Phrase {
  const processors = slices.map(({ processor }) => processor).join(', ')
  return slice ? tell('slice-of-universal', { slice, processors }) : tell('universal', { processors })
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

function titleOf({ graph }: LinkResult, file: FileId | undefined): Phrase | undefined {
  return file === undefined ? undefined : verbatim(targetTitle(graph.files[file]!))
}

function roleOf({ pulled }: GraphFile, file: FileId): MemberRole {
  return pulled ? { kind: 'pulled', pulled, file } : { kind: 'linked', file }
}

function roleOfMissing(refusal: Diagnostic | undefined): MemberRole {
  return refusal ? { kind: 'refused', diagnostic: refusal } : { kind: 'left' }
}
