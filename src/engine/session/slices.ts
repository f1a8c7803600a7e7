/**
 * Which slice of a universal file is linked: the one that was asked for; else the one for the processor of the first
 * input that has only one; else the first for a processor that Linkscape knows. LLVM 22 does without the last.
 */
import { tell, verbatim } from '../graph/phrases/phrase'
import { isArchive, readArchive } from '../formats/archive/archive'
import { readFile } from '../formats/index'
import type { Slice } from '../formats/macho/universal'
import { isUniversal, readUniversal } from '../formats/macho/universal'
import type { Diagnostic } from '../graph/diagnostics'
import { Refusal } from '../graph/diagnostics'
import type { LinkOptions } from '../passes/pass'
import { attemptTo } from './attempt'
import type { LinkInput, RefusedInput } from './link'

/** One slice of a universal file. */
export interface SliceSurvey {
  readonly processor: string
  /** Linkscape has this processor. */
  readonly isKnown: boolean
  readonly isTaken: boolean
}

export interface ChosenSlices {
  /** The inputs with the chosen slice's bytes in place of a universal file's; undefined: there is none to take. */
  readonly inputs: readonly (LinkInput | undefined)[]
  readonly refused: readonly RefusedInput[]
  /** The slices of each universal input, in its order; undefined for other inputs, and for what cannot be read. */
  readonly slices: readonly (readonly SliceSurvey[] | undefined)[]
  /** Which slice was taken, and what else there was. */
  readonly notes: readonly Diagnostic[]
}

/** Reads through universal files. What cannot be read is refused by name; the others go on. */
export function chooseSlices(inputs: readonly LinkInput[], { slice, quirks }: LinkOptions): ChosenSlices {
  const refused: RefusedInput[] = []
  const notes: Diagnostic[] = []
  const slices: (readonly SliceSurvey[] | undefined)[] = inputs.map(() => undefined)
  if (!inputs.some(({ bytes }) => isUniversal(bytes))) return { inputs, refused, slices, notes }
  const wanted = slice ?? processorOfFirst(inputs)
  const chosen = inputs.map((input, index) => {
    if (!isUniversal(input.bytes)) return input
    const outcome = attemptTo(() => {
      const all = readUniversal(input.name, input.bytes)
      slices[index] = surveyed(all)
      const choice = choose(input.name, all, wanted, !quirks.has('universal-needs-other'))
      slices[index] = surveyed(all, choice.taken)
      return choice
    })
    if ('diagnostic' in outcome) {
      refused.push({ input: index, diagnostic: outcome.diagnostic })
      return undefined
    }
    const { taken, note } = outcome.value
    if (note) notes.push(note)
    return { name: input.name, bytes: taken.bytes }
  })
  return { inputs: chosen, refused, slices, notes }
}

const surveyed = (slices: readonly Slice[], taken?: Slice): SliceSurvey[] =>
  slices.map((slice) => ({
    processor: slice.processor,
    isKnown: slice.arch !== undefined,
    isTaken: slice === taken,
  }))

function choose(
  name: string,
  slices: readonly Slice[],
  wanted: string | undefined,
  takesAny: boolean,
): { readonly taken: Slice; readonly note: Diagnostic | undefined } {
  const all = slices.map(({ processor }) => processor)
  const known = slices.filter(({ arch }) => arch !== undefined)
  const taken = wanted === undefined ? (takesAny ? known[0] : undefined) : known.find((s) => s.processor === wanted)
  if (!taken) {
    const expected = wanted === undefined ? tell('other-processor') : tell('slice-for', { processor: wanted })
    throw new Refusal('universal-slice', {
      file: name,
      structure: tell('universal-header'),
      offset: 4,
      found: verbatim(all.join(', ')),
      expected,
    })
  }
  if (slices.length === 1) return { taken, note: undefined }
  const others = all.filter((_, i) => slices[i] !== taken).join(' and ')
  const why = wanted === undefined ? tell('first-linkable') : tell('for-this-link')
  const detail = tell('slice-linked', { processor: taken.processor, why, others })
  return {
    taken,
    note: { code: 'universal-chosen', severity: 'note', file: name, structure: tell('universal-header'), detail },
  }
}

/** The processor of the first input that is an object, or an archive with an object that can be read. */
function processorOfFirst(inputs: readonly LinkInput[]): string | undefined {
  for (const { name, bytes } of inputs) {
    if (isUniversal(bytes)) continue
    const outcome = attemptTo(() => {
      const first = isArchive(bytes) ? readArchive(name, bytes).members[0] : { name, bytes }
      return first && readFile(first.name, first.bytes)
    })
    if (!('value' in outcome) || !outcome.value) continue
    const { arch, triple } = outcome.value
    return arch === 'aarch64' ? triple.split('-')[0]! : arch
  }
  return undefined
}
